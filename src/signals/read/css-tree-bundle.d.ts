// css-tree in one file instead of a hundred and twenty: a short command starts sooner.
declare module 'css-tree/dist/csstree.esm' {
  export * from 'css-tree'
}
