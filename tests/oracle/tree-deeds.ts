import { alone, type Deed } from './deeds.js';

// What authors do to the shape of the tree, and to the list.

const ID = 'put "own/$id.txt" "$id"';
const PAGES = (nth: number): readonly string[] => [`page/${nth}.txt`, `page/${nth}-moved.txt`];

/** Changes a page that another task removes or moves. */
export const changesPage = (id: string, nth: number): Deed => ({
  build: `f=page/${nth}.txt; [ ! -e page/${nth}-moved.txt ] || f=page/${nth}-moved.txt; mkdir -p page; echo ${id} >> $f`,
  fix: `mkdir -p page; grep -rqw ${id} page || echo ${id} >> page/${nth}.txt`,
  touches: PAGES(nth),
  mark: `page/${nth}*`,
  fate: 'either',
});

/** Removes a page, unless somebody has just changed it. */
export const removesPage = (id: string, nth: number): Deed => ({
  ...alone(id),
  build: `[ "$(cat page/${nth}.txt)" != "page ${nth}" ] || rm page/${nth}.txt; ${ID}`,
  touches: [...PAGES(nth), ...alone(id).touches],
  fate: 'either',
});

/** Moves a page. */
export const movesPage = (id: string, nth: number): Deed => ({
  ...removesPage(id, nth),
  build: `mv page/${nth}.txt page/${nth}-moved.txt; ${ID}`,
});

/** Appends to a file that is no text. */
export const bytes = (id: string, nth: number): Deed => ({
  build: `mkdir -p bytes; printf '\\0 ${id}\\n' >> bytes/${nth}`,
  fix: `mkdir -p bytes; grep -qaw ${id} bytes/${nth} || printf '\\0 ${id}\\n' >> bytes/${nth}`,
  touches: [`bytes/${nth}`],
  mark: `bytes/${nth}`,
  fate: 'either',
});

/** Where git puts one of two things that cannot be in one place. */
const gather = (spot: string): string =>
  `for f in ${spot}~*; do [ ! -e "$f" ] || { cat "$f" >> ${spot}-others.txt; rm "$f"; }; done`;

/** Adds a file where another task adds a folder. */
export const flat = (id: string, nth: number): Deed => {
  const spot = `spot-${nth}`;
  return {
    build: `if [ -d ${spot} ]; then put ${spot}/flat.txt ${id}; else echo ${id} >> ${spot}; fi`,
    fix: `${gather(spot)}; grep -rqw ${id} ${spot}* || put ${spot}-others.txt ${id}`,
    touches: [`${spot}*`],
    mark: `${spot}*`,
    fate: 'either',
  };
};

/** Adds a folder where another task adds a file. */
export const deep = (id: string, nth: number): Deed => ({
  ...flat(id, nth),
  build: `if [ -f spot-${nth} ]; then echo ${id} >> spot-${nth}; else put spot-${nth}/${id}.txt ${id}; fi`,
});

const LIST = 'docs/tasks.md';

/** Ticks its box in a tracked list, which is not its business but does no harm. */
export const ticksItself = (id: string): Deed => ({
  ...alone(id),
  build: `edit ${LIST} 's/^- .*Add ${id}$/- [x] Add ${id}/'; ${ID}`,
  touches: [...alone(id).touches, LIST],
});

/** Adds to a tracked list. */
export const addsTask = (id: string): Deed => ({
  ...alone(id),
  build: `echo '- [ ] More' >> ${LIST}; ${ID}`,
  fate: 'lost',
});
