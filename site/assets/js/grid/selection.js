// Where the focus is in the grid, and which rectangle of cells is chosen with it: from an anchor to the focus.

export class Selection {
  constructor(rows, columns) {
    this.rows = rows;
    this.columns = columns;
    this.row = this.column = 0;
    this.anchor = [0, 0];
  }

  // Go to a cell, held inside the grid; `extend` leaves the anchor where it is.
  go(row, column, extend = false) {
    this.row = Math.max(0, Math.min(this.rows - 1, row));
    this.column = Math.max(0, Math.min(this.columns - 1, column));
    if (!extend) this.anchor = [this.row, this.column];
  }

  // Give the rectangle as { top, bottom, left, right }, all of them inside.
  get box() {
    const [row, column] = this.anchor;
    return {
      top: Math.min(row, this.row),
      bottom: Math.max(row, this.row),
      left: Math.min(column, this.column),
      right: Math.max(column, this.column),
    };
  }

  get single() {
    return this.anchor[0] === this.row && this.anchor[1] === this.column;
  }

  has(row, column) {
    const { top, bottom, left, right } = this.box;
    return top <= row && row <= bottom && left <= column && column <= right;
  }

  // Go where a key leads; tells whether it leads anywhere.
  key(event) {
    const far = event.ctrlKey || event.metaKey;
    const [row, column] = [this.row, this.column];
    const to = {
      ArrowUp: [far ? 0 : row - 1, column],
      ArrowDown: [far ? this.rows : row + 1, column],
      ArrowLeft: [row, far ? 0 : column - 1],
      ArrowRight: [row, far ? this.columns : column + 1],
      Home: [far ? 0 : row, 0],
      End: [far ? this.rows : row, this.columns],
      PageUp: [row - 10, column],
      PageDown: [row + 10, column],
    }[event.key];
    if (!to) return false;
    this.go(...to, event.shiftKey);
    return true;
  }
}
