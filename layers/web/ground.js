// The ground: relief, rivers and roads, fetched by address; which road lies under the mouse.
"use strict";
(function (K) {
  // National, prefectural, municipal, other: width in px at zoom 13, and a warm grey.
  const ROADS = [
    { width: 2.5, colour: "#8b7c6e" }, { width: 1.8, colour: "#9c8e81" },
    { width: 1.0, colour: "#ada196" }, { width: 0.6, colour: "#bdb3a9" },
  ];
  const RIVER = "#7FB2D9";
  const SEA = "#D6E4F0";
  const growth = (zoom) => Math.min(4, Math.max(0.7, 1.28 ** (zoom - 13)));
  const PICK_PX = 12;

  const lines = (feature) => {
    const { type, coordinates } = feature.geometry;
    const parts = type === "LineString" ? [coordinates] : coordinates;
    return parts.map((part) => part.map(([lon, lat]) => [lat, lon]));
  };

  async function fetched(url) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    return (await answer.json()).features;
  }
  K.features = fetched;

  K.ground = function (map) {
    const { settings } = map.kyoten;
    if (!settings.tiles) { localGround(map); return; }
    // 地理院タイル, where the user asked for them: the first tile that fails brings the local ground back.
    const tiles = L.tileLayer(settings.tiles.url, { attribution: settings.tiles.attribution, minZoom: 5, maxZoom: 18 });
    for (const name of ["rivers", "roads"]) map.getPane(name).style.display = "none";
    tiles.once("tileerror", () => {
      tiles.remove();
      for (const name of ["rivers", "roads"]) map.getPane(name).style.display = "";
      relief(map);
      sea(map);
    });
    tiles.addTo(map);
    localLines(map);
  };

  function relief(map) {
    const { settings } = map.kyoten;
    if (settings.relief) L.imageOverlay(settings.relief, settings.reliefBounds, { pane: "relief", className: "kyoten-relief" }).addTo(map);
  }

  // The sea, the shore and the borders of the neighbours, and what they are called.
  function sea(map) {
    if (!map.kyoten.settings.sea) return;
    fetched(map.kyoten.settings.sea).then((features) => {
      const of = (kind) => features.filter((feature) => feature.properties.k === kind);
      L.geoJSON(of("sea"), K.pathOptions(map, "sea", { stroke: false, fillColor: SEA, fillOpacity: 1 })).addTo(map);
      L.geoJSON(of("shore"), K.pathOptions(map, "sea", { color: RIVER, weight: 1.2, fill: false })).addTo(map);
      for (const { geometry, properties } of of("name")) {
        const [lon, lat] = geometry.coordinates;
        L.marker([lat, lon], { pane: K.pane(map, "sea"), interactive: false, keyboard: false,
          icon: L.divIcon({ className: "kyoten-neighbour", html: `<span>${K.esc(properties.n)}</span>`, iconSize: null }) }).addTo(map);
      }
    });
  }

  function localGround(map) {
    relief(map);
    sea(map);
    localLines(map);
  }

  function localLines(map) {
    const { settings } = map.kyoten;
    if (settings.rivers) fetched(settings.rivers).then((features) => drawRivers(map, features));
    map.kyoten.roads = fetched(settings.roads).then((features) => drawRoads(map, features));
  }

  function drawRivers(map, features) {
    const river = L.polyline(features.flatMap(lines), K.pathOptions(map, "rivers", { color: RIVER, opacity: 0.95 }));
    const grow = () => river.setStyle({ weight: 1.7 * growth(map.getZoom()) });
    map.on("zoomend", grow);
    grow();
    river.addTo(map);
  }

  // All roads of a class are one line with many pieces: 10,000 segments are four layers.
  function drawRoads(map, features) {
    const roads = features.map((f) => ({
      edges: f.properties.e, name: f.properties.n || "", kind: f.properties.c, line: lines(f)[0],
    }));
    const layers = ROADS.map((look, kind) => L.polyline(
      roads.filter((road) => road.kind === kind).map((road) => road.line),
      K.pathOptions(map, "roads", { color: look.colour, lineCap: "round", smoothFactor: 1.2 }),
    ));
    // A pale edge lifts the main roads off the relief.
    const edges = [0, 1].map((kind) => L.polyline(layers[kind].getLatLngs(), K.pathOptions(map, "roads", { color: "#fffdf8", opacity: 0.9 })));
    const grow = () => {
      const g = growth(map.getZoom());
      ROADS.forEach((look, kind) => layers[kind].setStyle({ weight: look.width * g }));
      edges.forEach((edge, kind) => edge.setStyle({ weight: ROADS[kind].width * g + 2 }));
    };
    map.on("zoomend", grow);
    grow();
    [edges[1], edges[0], layers[3], layers[2], layers[1], layers[0]].forEach((layer) => layer.addTo(map));
    map.kyoten.roadList = roads.map((road) => ({ ...road, box: L.latLngBounds(road.line) }));
    map.kyoten.roadByEdge = new Map(map.kyoten.roadList.flatMap((road) => road.edges.map((e) => [JSON.stringify(e), road])));
    map.on("mousemove", (e) => { if (map.kyoten.mode === "close_road") K.hoverRoad(map, K.roadAt(map, e.latlng), e.latlng); });
    map.getContainer().classList.add("kyoten-ready");
    map.fire("kyoten:roads");
  }

  // The road nearest to a place, if it is under the finger.
  K.roadAt = function (map, latlng) {
    const at = map.latLngToLayerPoint(latlng);
    const corner = (dx, dy) => map.layerPointToLatLng(at.add([dx, dy]));
    const near = L.latLngBounds(corner(-PICK_PX, PICK_PX), corner(PICK_PX, -PICK_PX));
    let best = null;
    let least = PICK_PX;
    for (const road of map.kyoten.roadList || []) {
      if (!road.box.intersects(near)) continue;
      const points = road.line.map((place) => map.latLngToLayerPoint(place));
      for (let i = 1; i < points.length; i += 1) {
        const distance = L.LineUtil.pointToSegmentDistance(at, points[i - 1], points[i]);
        if (distance < least) { least = distance; best = road; }
      }
    }
    return best;
  };

  K.hoverRoad = function (map, road, latlng) {
    const k = map.kyoten;
    if (k.hovered === road) return;
    k.hovered = road;
    if (k.hoverLine) k.hoverLine.remove();
    map.closeTooltip(k.tip);
    if (!road) return;
    k.hoverLine = L.polyline(road.line, K.pathOptions(map, "closures", { color: "#D55E00", weight: 6, opacity: 0.55 })).addTo(map);
    k.tip.options.offset = L.point(0, -8);
    const closed = new Set((k.parts.closures ? k.parts.closures.edges : []).map((edge) => JSON.stringify(edge)));
    const effect = road.edges.some((edge) => closed.has(JSON.stringify(edge))) ? "押すと、通れるように戻します" : "押すと、通れない道にします";
    k.tip.setLatLng(latlng).setContent(`${K.esc(road.name || "この道")}<br><small>${effect}</small>`);
    map.openTooltip(k.tip);
  };
})(window.Kyoten);
