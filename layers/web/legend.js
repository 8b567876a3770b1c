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
    map.kyoten.scale = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 100 }).addTo(map);
    map.attributionControl.setPrefix("");
    if (settings.attribution) map.attributionControl.addAttribution(K.esc(settings.attribution));
    if (settings.fictional) control(map, "topright", element("div", "kyoten-fictional", "架空の地域"));
    control(map, "topright", listOfZones(map));
    if (!settings.twin) map.kyoten.legend = foldingLegend(map);
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

  // ---- the legend: follows what is drawn

  function row(swatch, label) {
    const made = element("div", "kyoten-row");
    made.append(swatch, element("span", "kyoten-label", label));
    return made;
  }

  function classRow(line, at) {
    const made = row(dot(line.colour, line.hatched), line.label);
    if (line.villages === undefined && !line.byYear) return made;
    const figures = element("span", `kyoten-figures${line.byYear ? " kyoten-by-year" : ""}`);
    fill(figures, line, at);
    made.append(figures);
    return made;
  }

  // Villages and people of a class; where it has years, those of the year that is shown.
  function fill(figures, line, at) {
    const [villages, people] = line.byYear ? line.byYear[at] : [line.villages, line.peopleText ?? K.people(line.people)];
    if (villages) figures.replaceChildren(element("span", "kyoten-villages", `${villages}集落`), people);
    else figures.replaceChildren("—");
  }

  // Another year: the figures change where they stand.
  K.legendFigures = function (map) {
    const { legend, parts, yearAt } = map.kyoten;
    if (!legend || !parts.legend) return;
    const lines = parts.legend.rows.filter((line) => line.byYear);
    legend.box.querySelectorAll(".kyoten-by-year").forEach((figures, i) => fill(figures, lines[i], yearAt || 0));
  };

  function dot(colour, hatched) {
    const made = element("i", "kyoten-dot");
    made.style.background = hatched ? `url(${K.pattern("novalue").url})` : colour;
    return made;
  }

  // Circles of some sizes, as large as they are on the map now.
  function sizes(map, persons) {
    const box = element("div", "kyoten-sizes");
    for (const people of persons.map(K.roundPeople)) {
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

  // Open, as a strip along the lower edge (colours and their classes alone), or folded to its title. It folds by
  // itself where it would hide the town (fit.js); a hand that opens or folds it is obeyed. Of two maps neither has one.
  function foldingLegend(map) {
    const box = element("section", "kyoten-legend");
    box.setAttribute("aria-label", "凡例");
    const made = control(map, "bottomleft", box);
    const wish = `legend ${map.kyoten.settings.name}`;
    // It grows when a zone is switched on, and when the style sheet comes after the script.
    new ResizeObserver(() => { if (map.kyoten.fitted && !map.kyoten.moved) K.keepFitting(map); }).observe(box);
    return {
      box, corner: "bottomleft", hidden: true,
      forms: () => { const wished = K.recall(wish); return wished ? [wished] : ["open", "strip", "folded"]; },
      take(form, corner) {
        if (corner !== this.corner) made.setPosition(corner);
        this.corner = corner;
        box.dataset.form = form;
        const button = box.querySelector("button");
        if (button) button.setAttribute("aria-expanded", String(form === "open"));
      },
      // Whether the whole of it has room in the frame at all.
      fits() {
        const view = map.getSize();
        return box.offsetHeight < view.y - 60 && box.offsetWidth < view.x - 12 && box.scrollHeight <= box.clientHeight + 1;
      },
      turn() {
        K.remember(wish, box.dataset.form === "open" ? "folded" : "open");
        if (map.kyoten.moved) this.take(this.forms()[0], this.corner);
        else K.settle(map);
        K.placeNames(map);
      },
    };
  }

  K.legend = function (map) {
    const { legend, parts, zonesOn } = map.kyoten;
    if (!legend) return;
    const { box } = legend;
    const data = parts.legend;
    const held = box.contains(document.activeElement);
    box.replaceChildren();
    box.hidden = legend.hidden = !data;
    if (!data) return;
    const head = element("button", "kyoten-title");
    head.type = "button";
    head.title = "凡例を開く・たたむ";
    head.setAttribute("aria-expanded", String(box.dataset.form === "open"));
    head.append(element("b", "", data.title));
    if (data.about) head.append(element("span", "", data.about));
    head.addEventListener("click", () => legend.turn());
    const header = element("header");
    header.append(head);
    box.append(header);
    box.classList.toggle("kyoten-with-classes", data.rows.length > 0);
    box.append(...data.rows.map((line) => classRow(line, map.kyoten.yearAt || 0)));
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
    if (held) head.focus({ preventScroll: true });
  };
})(window.Kyoten);
