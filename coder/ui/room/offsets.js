// Code points outside (server, files), UTF-16 units inside (DOM): the two maps between them.

class Offsets {
  constructor(text) {
    this.plain = !/[\ud800-\udbff]/.test(text);
    if (this.plain) return;
    this.units = [];
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
      this.units.push(at);
    }
    this.units.push(text.length);
  }

  toUnit(point) {
    return this.plain ? point : this.units[point];
  }

  toPoint(unit) {
    if (this.plain) return unit;
    let low = 0, high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
