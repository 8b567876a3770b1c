// What stands in the map's corners: legend, zoom, list of zones, scale bar, north arrow, sources.
"use strict";
(function (K) {
  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function control(map, position, box) {
    const made = new (L.Control.extend({ onAdd: () => box }))({ position });
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    made.addTo(map);
    return made;
  }

  K.controls = function (map) {
    const { settings } = map.kyoten;
    L.control.zoom({ position: "topleft", zoomInTitle: "拡大", zoomOutTitle: "縮小" }).addTo(map);
    const home = element("button", "kyoten-button", "全体");
    home.type = "button";
    home.title = "集落がすべて見える位置に戻す";
    home.addEventListener("click", () => K.goHome(map));
    control(map, "topleft", home);
    map.kyoten.scale = L.control.scale({ imperial: false, position: "bottomright", maxWidth: 120 }).addTo(map);
    map.attributionControl.setPrefix("");
    if (settings.attribution) map.attributionControl.addAttribution(K.esc(settings.attribution));
    if (settings.fictional) control(map, "topright", element("div", "kyoten-fictional", "架空の地域"));
    control(map, "topright", listOfZones(map));
    map.kyoten.legendControl = control(map, "bottomleft", element("section", "kyoten-legend"));
    const north = element("div", "kyoten-north");
    north.innerHTML = '<svg viewBox="0 0 24 40" width="26" height="44"><path d="M12 2l8 24-8-5-8 5z" fill="#333"/></svg>北';
    control(map, "topright", north);
    map.on("moveend zoomend viewreset resize", () => K.placeNames(map));
    map.on("zoomstart", () => map.getPane("names").replaceChildren());
    map.on("zoomend", () => K.legend(map));
  };

  // ---- the list of zones: what is on is remembered within the tab

  function listOfZones(map) {
    const { settings } = map.kyoten;
    const box = element("details", "kyoten-list");
    box.append(element("summary", "", "重ねて見る"));
    const kept = K.recall("zones") || {};
    map.kyoten.zonesOn = new Map();
    for (const zone of settings.zones) {
      const row = element("label");
      const tick = element("input");
      tick.type = "checkbox";
      tick.checked = kept[zone.id] === undefined ? zone.on : kept[zone.id];
      row.append(tick, K.zoneSwatch(zone.id), document.createTextNode(zone.name));
      box.append(row);
      let layer = null;
      const set = async () => {
        if (tick.checked) {
          map.kyoten.zonesOn.set(zone.id, zone.name);
          layer = layer || await K.zone(map, zone);
          if (tick.checked) layer.addTo(map);
        } else {
          map.kyoten.zonesOn.delete(zone.id);
          if (layer) layer.remove();
        }
        K.legend(map);
      };
      tick.addEventListener("change", () => { K.remember("zones", { ...K.recall("zones"), [zone.id]: tick.checked }); set(); });
      if (tick.checked) set();
    }
    if (!settings.zones.length) box.hidden = true;
    return box;
  }

  // ---- the legend: always there, follows what is drawn

  function row(swatch, label) {
    const made = element("div", "kyoten-row");
    made.append(swatch, element("span", "kyoten-label", label));
    return made;
  }

  function classRow(line) {
    const made = row(dot(line.colour, line.hatched), line.label);
    if (line.villages === undefined) return made;
    const figures = element("span", "kyoten-figures");
    if (line.villages) figures.append(element("span", "kyoten-villages", `${line.villages}集落`), K.people(line.people));
    else figures.append("—");
    made.append(figures);
    return made;
  }

  function dot(colour, hatched) {
    const made = element("i", "kyoten-dot");
    made.style.background = hatched ? `url(${K.pattern("novalue").url})` : colour;
    return made;
  }

  // Circles of some sizes, as large as they are on the map now.
  function sizes(map, persons) {
    const box = element("div", "kyoten-sizes");
    for (const people of persons) {
      const one = element("span");
      const circle = element("i", "kyoten-circle");
      circle.style.width = circle.style.height = `${2 * K.radius(people, map.getZoom())}px`;
      one.append(circle, document.createTextNode(K.people(people)));
      box.append(one);
    }
    return box;
  }

  // What the picture of the next hub's effect means.
  function gainRows(data) {
    const box = element("div", "kyoten-gain-rows");
    box.append(element("b", "", data.title));
    const scale = element("div", "kyoten-gain-scale");
    for (const line of data.rows) {
      const one = element("span", "", line.label);
      const swatch = element("i");
      swatch.style.background = line.colour;
      one.prepend(swatch);
      scale.append(one);
    }
    box.append(data.most >= 1 ? scale : element("p", "", "どこに置いても、新たに着ける人はいません。"));
    return box;
  }

  const SYMBOLS = {
    hubs: () => `<span class="kyoten-symbol">${K.star("#D55E00", 20)}</span>`,
    facilities: () => '<span class="kyoten-mark kyoten-facility kyoten-symbol"><b>医</b></span>',
    closed: () => '<span class="kyoten-mark kyoten-facility kyoten-closed kyoten-symbol"><b>店</b></span>',
    planned: () => '<span class="kyoten-mark kyoten-facility kyoten-planned kyoten-symbol"><b>交</b></span>',
    sites: () => '<span class="kyoten-mark kyoten-site kyoten-symbol"><s></s><b>校</b></span>',
    links: () => '<span class="kyoten-symbol kyoten-link"></span>',
    bands: () => '<span class="kyoten-symbol kyoten-band"></span>',
    buffer: () => '<span class="kyoten-symbol kyoten-buffer"></span>',
    buses: () => '<span class="kyoten-symbol kyoten-bus-line"><i></i></span>',
    isolation: () => '<span class="kyoten-symbol kyoten-isolated-line"></span>',
    spheres: () => '<span class="kyoten-symbol kyoten-sphere"></span>',
    hub_areas: () => '<span class="kyoten-symbol kyoten-hub-area"></span>',
    service_areas: () => '<span class="kyoten-symbol kyoten-service-area"></span>',
    conservation: () => `<span class="kyoten-symbol kyoten-conservation" style="background-image:url(${K.pattern("conservation").url})"></span>`,
    flagged: () => `<span class="kyoten-symbol kyoten-flagged" style="background-image:url(${K.pattern("flagged").url})"></span>`,
    closures: () => '<span class="kyoten-symbol kyoten-closed-road">✕</span>',
  };

  K.drawers.legend = () => null; // no layer: K.change asks for the legend once all parts are known

  K.legend = function (map) {
    const { legendControl, parts, zonesOn } = map.kyoten;
    if (!legendControl) return;
    const box = legendControl.getContainer();
    const data = parts.legend;
    box.replaceChildren();
    box.hidden = !data;
    if (!data) return;
    const head = element("header");
    head.append(element("b", "", data.title));
    if (data.about) head.append(element("span", "", data.about));
    box.append(head);
    box.append(...data.rows.map(classRow));
    if (data.sizes.length) box.append(sizes(map, data.sizes));
    if (parts.gain) box.append(gainRows(parts.gain));
    const symbols = element("div", "kyoten-symbols");
    for (const [symbol, label] of data.symbols) {
      const swatch = element("span");
      swatch.innerHTML = SYMBOLS[symbol]();
      symbols.append(row(swatch.firstElementChild, label));
    }
    for (const [id, name] of zonesOn) symbols.append(row(K.zoneSwatch(id), name));
    if (symbols.childElementCount) box.append(symbols);
    if (data.note) box.append(element("p", "", data.note));
    if (!map.kyoten.cornerChosen && K.villages(map)) chooseCorner(map, box);
  };

  // The lower corner under which fewer villages lie when the whole region is seen; chosen once, so that it stays put.
  function chooseCorner(map, box) {
    const view = map.getSize();
    if (!view.x || !box.offsetWidth) return;
    const home = L.latLngBounds(map.kyoten.settings.home);
    const zoom = map.getBoundsZoom(home);
    const centre = map.project(home.getCenter(), zoom);
    const { lat, lon } = K.villages(map);
    const places = lat.map((_, i) => map.project([lat[i], lon[i]], zoom).subtract(centre).add(view.divideBy(2)));
    const low = places.filter((at) => at.y > view.y - box.offsetHeight);
    const hidden = {
      left: low.filter((at) => at.x < box.offsetWidth).length,
      right: low.filter((at) => at.x > view.x - box.offsetWidth).length,
    };
    const right = hidden.right < hidden.left;
    map.kyoten.legendControl.setPosition(right ? "bottomright" : "bottomleft");
    map.kyoten.scale.setPosition(right ? "bottomleft" : "bottomright");
    map.kyoten.cornerChosen = true;
    map.kyoten.legendRight = right;
    if (right && !map.kyoten.moved) K.settle(map);
  }
})(window.Kyoten);
