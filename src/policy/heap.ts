/** Numbers of which the lowest can be taken at any time; pushing and taking cost log n. */
export class Heap {
  private readonly items: number[] = [];

  push(item: number): void {
    const { items } = this;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const above = (at - 1) >> 1;
      const over = items[above] ?? 0;
      if (over <= item) break;
      items[at] = over;
      at = above;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const [lowest] = items;
    const item = items.pop();
    if (lowest === undefined || item === undefined || items.length === 0) return lowest;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      const below = (items[left + 1] ?? Infinity) < (items[left] ?? Infinity) ? left + 1 : left;
      const under = items[below];
      if (under === undefined || under >= item) break;
      items[at] = under;
      at = below;
    }
    items[at] = item;
    return lowest;
  }
}
