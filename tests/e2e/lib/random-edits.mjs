// What runs inside the page: plain JavaScript, since the tests themselves know no DOM.

/**
 * Makes random edits in the open draft, as a hand could: to nodes of one's own, whose names begin with `who`, and to what all share; undo
 * and redo among them. Keeps a model of what is one's own beside it, which knows nothing of drafts, and gives that back: whatever others
 * and the line do meanwhile, that is what must be there in the end.
 */
export async function randomEdits({ who, count, everyMs, seed }) {
  const { store } = window.__sluiceDraft;
  let state = seed;
  const random = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // numbers that a seed repeats
    return Math.floor((state / 2 ** 32) * below);
  };
  const pick = (list) => list[random(list.length)];
  let own = { nodes: {}, layout: {}, edges: [], member: 0, elements: [] };
  let [past, future] = [[], []];
  let number = 0;

  /** Makes an edit in both; each changes something, since its numbers never come again. */
  const edit = (label, update, inModel) => {
    store.edit(label, update);
    past.push(own);
    future = [];
    own = inModel(own);
  };
  const touches = (id) => (edge) => edge.from === `${id}.main` || edge.to === `${id}.main`;
  const withNode = (id, change) => (document) => ({
    ...document,
    nodes: { ...document.nodes, [id]: change(document.nodes[id]) },
  });
  const without = (id) => (document) => {
    const { [id]: _node, ...nodes } = document.nodes;
    const { [id]: _place, ...layout } = document.layout;
    return { ...document, nodes, layout, edges: document.edges.filter((edge) => !touches(id)(edge)) };
  };
  const both = (label, update) => edit(label, update, update);

  for (let done = 0; done < count; ) {
    number += 1;
    const value = `${who}${number}`;
    const [field, y] = [pick(['as', 'extra']), random(1000)];
    const ids = Object.keys(own.nodes);
    const id = pick(ids);
    const kind = pick([
      'add',
      'add',
      'param',
      'param',
      'param',
      'field',
      'name',
      'move',
      'move',
      'wire',
      'remove',
      'undo',
      'redo',
      'shared',
      'member',
      'element',
      'title',
    ]);
    if (kind === 'add') {
      const added = `${who}_${number}`;
      both('add', (document) => ({
        ...document,
        nodes: { ...document.nodes, [added]: { type: 'core.text@1', params: { text: value } } },
        layout: { ...document.layout, [added]: { x: number, y: 0 } },
      }));
    } else if (kind === 'param' && id !== undefined)
      both(
        'param',
        withNode(id, (node) => ({ ...node, params: { ...node.params, text: value } })),
      );
    else if (kind === 'field' && id !== undefined)
      both(
        'field',
        withNode(id, (node) => ({ ...node, params: { ...node.params, [field]: value } })),
      );
    else if (kind === 'name' && id !== undefined)
      both(
        'name',
        withNode(id, (node) => ({ ...node, name: value })),
      );
    else if (kind === 'move' && id !== undefined)
      both('move', (document) => ({ ...document, layout: { ...document.layout, [id]: { x: number, y } } }));
    else if (kind === 'wire' && ids.length > 1) {
      const [from, to] = [id, pick(ids)].map((end) => `${end}.main`);
      if (from === to || own.edges.some((edge) => edge.from === from && edge.to === to)) continue;
      both('wire', (document) => ({ ...document, edges: [...document.edges, { from, to }] }));
    } else if (kind === 'remove' && ids.length > 8) both('remove', without(id));
    else if (kind === 'undo' && past.length > 0) {
      store.undo();
      future.push(own);
      own = past.pop();
    } else if (kind === 'redo' && future.length > 0) {
      store.redo();
      past.push(own);
      own = future.pop();
    } else if (kind === 'shared')
      edit(
        'shared',
        withNode('shared', (node) => ({ ...node, params: { ...node.params, text: value } })),
        (same) => same,
      );
    else if (kind === 'member')
      edit(
        'member',
        withNode('shared', (node) => ({
          ...node,
          params: { ...node.params, members: { ...node.params.members, [who]: number } },
        })),
        (before) => ({ ...before, member: number }),
      );
    else if (kind === 'element') {
      const gone = random(3) === 0 ? own.elements[0] : undefined;
      const change = (list) => (gone === undefined ? [...list, value] : list.filter((each) => each !== gone));
      edit(
        'element',
        withNode('shared', (node) => ({ ...node, params: { ...node.params, elements: change(node.params.elements) } })),
        (before) => ({ ...before, elements: change(before.elements) }),
      );
    } else if (kind === 'title')
      edit(
        'title',
        (document) => ({ ...document, name: value }),
        (same) => same,
      );
    else continue;
    done += 1;
    await new Promise((resolve) => setTimeout(resolve, random(2 * everyMs)));
  }
  return own;
}

/** The draft as this page shows it, and whether the engine has it. */
export function draftNow() {
  const { store, sync } = window.__sluiceDraft;
  return { document: store.getState().document, saved: sync.state.getState().kind };
}

/** Before the page is opened: the draft is to be handed to the test. */
export function askForDraft() {
  sessionStorage.setItem('sluice-test-draft', '');
}
