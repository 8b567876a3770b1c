// Drawing areas by hand with Leaflet.draw: a new outline, corners that move, a line that divides. Python is told each
// finished event and gives the areas their lasting ids; the map is never made anew, so its view stays.
"use strict";
(function (K) {
  const SNAP_PX = 12;
  const ESCAPE = 27;
  const DRAWING = ["draw", "split"];
  K.isDrawing = (map) => DRAWING.includes(map.kyoten.mode);

  L.drawLocal.draw.handlers.polygon.tooltip = {
    start: "押すと、区域の角になります", cont: "次の角を押してください", end: "はじめの角を押すと、区域ができます",
  };
  L.drawLocal.draw.handlers.polyline.tooltip = {
    start: "押すと、分ける線が始まります", cont: "次の点を押してください", end: "終わりの点をもう一度押すと、分かれます",
  };
  L.drawLocal.draw.handlers.polyline.error = "線が交わっています。別の所を押してください。";
  L.drawLocal.edit.handlers.edit.tooltip = { text: "角を引いて動かします", subtext: "角を押すと、消えます" };

  const flat = (latlngs) => (Array.isArray(latlngs[0]) ? latlngs.flatMap(flat) : latlngs);
  const pairs = (ring) => ring.map(({ lat, lng }) => [+lng.toFixed(6), +lat.toFixed(6)]);

  // ---- snapping: to corners first, then to lines, of roads, other areas, and the zones that are switched on

  const SNAPPED = new Set(["zones", "spheres", "drawn"]);

  function* linesNear(map, near, except) {
    for (const road of map.kyoten.roadList || []) if (road.box.intersects(near)) yield road.line.map((at) => L.latLng(at));
    const layers = [];
    map.eachLayer((layer) => { if (layer instanceof L.Polyline && layer !== except && SNAPPED.has(layer.options.pane)) layers.push(layer); });
    for (const layer of layers) {
      if (!layer.getBounds().intersects(near)) continue;
      const rings = layer instanceof L.Polygon ? layer.getLatLngs().flat(2) : null;
      if (!rings) { yield layer.getLatLngs().flat(); continue; }
      for (const part of Array.isArray(layer.getLatLngs()[0][0]) ? layer.getLatLngs().flat() : layer.getLatLngs()) yield [...part, part[0]];
    }
  }

  K.snapped = function (map, latlng, except) {
    if (!map.kyoten.snap) return latlng;
    const at = map.latLngToLayerPoint(latlng);
    const corner = (dx, dy) => map.layerPointToLatLng(at.add([dx, dy]));
    const near = L.latLngBounds(corner(-SNAP_PX, SNAP_PX), corner(SNAP_PX, -SNAP_PX));
    let best = null;
    for (const line of linesNear(map, near, except)) {
      const points = line.map((place) => map.latLngToLayerPoint(place));
      points.forEach((point, i) => {
        const distance = at.distanceTo(point);
        if (distance <= SNAP_PX && (!best || !best.corner || distance < best.distance)) best = { corner: true, distance, latlng: line[i] };
        if (!i || (best && best.corner)) return;
        const nearest = L.LineUtil.closestPointOnSegment(at, points[i - 1], point);
        const aside = at.distanceTo(nearest);
        if (aside <= SNAP_PX && (!best || aside < best.distance)) best = { corner: false, distance: aside, latlng: map.layerPointToLatLng(nearest) };
      });
    }
    return best ? L.latLng(best.latlng.lat, best.latlng.lng) : latlng;
  };

  // ---- drawing a new outline, or a line that divides

  const hands = (Base, finish) => Base.extend({
    addHooks() {
      Base.prototype.addHooks.call(this);
      L.DomEvent.on(this._map.getContainer(), "mousemove", this._follow, this);
    },
    removeHooks() {
      L.DomEvent.off(this._map.getContainer(), "mousemove", this._follow, this);
      Base.prototype.removeHooks.call(this);
    },
    // Over a canvas Leaflet passes on one move in 32 ms at most: a quick hand would press beside what catches its click.
    _follow(e) { this._mouseMarker.setLatLng(this._map.mouseEventToLatLng(e)); },
    addVertex(latlng) { Base.prototype.addVertex.call(this, K.snapped(this._map, latlng)); },
    // Escape gives up what was begun; the tool stays in hand, as the button above the map says.
    _cancelDrawing(e) { if (e.keyCode === ESCAPE) { this.disable(); this.enable(); } },
    // Told to Python directly: streamlit-folium would report a created layer in its own way, 250 ms later.
    _fireCreatedEvent() { finish(this._map, this._poly.getLatLngs()); },
  });
  let Outline, Divide;

  function makeHands() {
    Outline = hands(L.Draw.Polygon, (map, latlngs) => {
      const ring = flat(latlngs);
      K.keepGhost(map, L.polygon(ring, K.pathOptions(map, "drawn", { color: "#D55E00", weight: 2, dashArray: "4 4", fillOpacity: 0.1 })));
      K.report(map, { e: "drawn", ring: pairs(ring) }, ring[0]);
    });
    Divide = hands(L.Draw.Polyline, (map, latlngs) => {
      const line = flat(latlngs);
      K.keepGhost(map, L.polyline(line, K.pathOptions(map, "drawn", { color: "#111", weight: 2, dashArray: "4 4" })));
      K.report(map, { e: "divided", line: pairs(line) }, line[0]);
    });
  }

  K.keepGhost = (map, layer) => { map.kyoten.ghosts.push(layer.addTo(map)); };

  const LINE = { shapeOptions: { color: "#D55E00", weight: 3, opacity: 0.9, fillOpacity: 0.12 }, showLength: false, showArea: false, metric: true };

  // ---- moving the corners of the chosen area

  function startEditing(map, id, polygon) {
    const before = () => polygon.getLatLngs().map((ring) => ring.map(({ lat, lng }) => L.latLng(lat, lng)));
    let known = before();
    polygon.editing.enable();
    polygon.on("edit", () => {
      const rings = polygon.getLatLngs();
      const old = new Set(known.flat().map((at) => `${at.lat} ${at.lng}`));
      const settled = rings.map((ring) => ring.map((at) => (old.has(`${at.lat} ${at.lng}`) ? at : K.snapped(map, at, polygon))));
      known = before();
      K.report(map, { e: "redrawn", id, rings: settled.map(pairs) }, settled[0][0]);
    });
    return { stop: () => { polygon.off("edit"); polygon.editing.disable(); }, holds: () => map.kyoten.drawn.get(id) === polygon };
  }

  function starting(map) {
    const k = map.kyoten;
    if (k.mode === "edit") {
      const polygon = k.drawn && k.drawn.get(k.drawnChosen);
      return polygon ? startEditing(map, k.drawnChosen, polygon) : null;
    }
    if (!DRAWING.includes(k.mode)) return null;
    if (!Outline) makeHands();
    const hand = k.mode === "draw" ? new Outline(map, { ...LINE, allowIntersection: true }) : new Divide(map, LINE);
    hand.enable();
    return { stop: () => hand.disable(), holds: () => hand.enabled() };
  }

  // After every change: what is in hand stays in hand (half an outline is not lost when the page runs), else it begins.
  K.takeTool = function (map, data) {
    const k = map.kyoten;
    k.snap = Boolean(data && data.snap);
    if (k.tool && k.toolMode === k.mode && k.tool.holds()) return;
    if (k.tool) k.tool.stop();
    k.tool = starting(map);
    k.toolMode = k.mode;
  };
})(window.Kyoten);
