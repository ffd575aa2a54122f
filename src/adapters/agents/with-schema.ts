/** Asks in words for a reply of a schema, for tools that take none. Without a schema the prompt stays as it is. */
export function withSchema(prompt: string, schema: Readonly<Record<string, unknown>> | null): string {
  if (schema === null) return prompt;
  return `${prompt}\nAnswer with one JSON object that conforms to this schema, and with nothing around it:\n${JSON.stringify(schema)}\n`;
}
