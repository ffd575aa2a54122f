/** What values at one place have looked like. */
export interface Shape {
  /** Kinds of values: `text`, `number`, `boolean`, `null`, `object`, `list`. */
  readonly kinds: Set<string>;
  /** How many of the values were objects. */
  objects: number;
  /** Fields of those objects, and in how many of them each stood. */
  readonly fields: Map<string, { times: number; readonly shape: Shape }>;
  /** Elements of lists, by what they call themselves: `[tool_use Write]`, or `[]`. */
  readonly elements: Map<string, Shape>;
}

/** The shape of events, by the names they are told apart by: `item.completed agent_message`. */
export type Shapes = Map<string, Shape>;

/**
 * Fields whose inside says nothing about a tool: what the script of the model made up itself, and headers as they were
 * sent.
 */
const OPAQUE: ReadonlySet<string> = new Set([
  'input',
  'parameters',
  'partial_json',
  'structured_output',
  'responseHeaders',
]);

const empty = (): Shape => ({ kinds: new Set(), objects: 0, fields: new Map(), elements: new Map() });

/** The shapes of the events among some lines of output; lines that are none do not count. */
export function shapesOf(lines: Iterable<string>): Shapes {
  const shapes: Shapes = new Map();
  for (const line of lines) {
    const event = parsed(line);
    if (event !== null && typeof event.type === 'string') add(shapes, nameOf(event), event);
  }
  return shapes;
}

function add(shapes: Map<string, Shape>, name: string, value: unknown, opaque = false): void {
  const shape = shapes.get(name) ?? empty();
  shapes.set(name, shape);
  shape.kinds.add(kindOf(value));
  if (opaque) return;
  if (Array.isArray(value)) {
    for (const element of value) add(shape.elements, elementName(element), element);
  } else if (isObject(value)) {
    shape.objects++;
    for (const [key, inner] of Object.entries(value)) {
      const field = fieldName(key);
      const known = shape.fields.get(field) ?? { times: 0, shape: empty() };
      known.times++;
      shape.fields.set(field, known);
      add(new Map([[field, known.shape]]), field, inner, OPAQUE.has(key));
    }
  }
}

/** Maps by names of models, files or tools have any keys. */
const fieldName = (key: string): string => (/^[A-Za-z_]\w*$/.test(key) ? key : '*');

/** Everything by which kinds of events are told apart. */
function nameOf(event: Readonly<Record<string, unknown>>): string {
  const parts = ['item', 'event', 'part', 'error', 'delta'].map((key) => event[key]).filter(isObject);
  const own = [event.type, event.subtype, event.role, event.status];
  const inner = parts.flatMap((part) => [part.type, part.reason]);
  return [...own, ...inner, ...parts.map(toolOf), toolOf(event)].filter((word) => typeof word === 'string').join(' ');
}

const toolOf = ({ tool, tool_name }: Readonly<Record<string, unknown>>): unknown => tool_name ?? tool;

function elementName(element: unknown): string {
  if (!isObject(element)) return '[]';
  const words = [element.type, element.name].filter((word) => typeof word === 'string');
  return `[${element.type === undefined ? '' : words.join(' ')}]`;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
