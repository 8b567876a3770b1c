// Years: a strip over the map, whose slider steps through them by itself; Python is told where it came to rest.
"use strict";
(function (K) {
  const STEP_MS = 1000; // of each year while they play

  const element = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };

  // What the villages are in the year that is shown; null where they have no years.
  K.yearOf = function (map, data) {
    return data && data.years ? data.years[map.kyoten.yearAt || 0] : null;
  };

  // Everything that changes with the year and that the browser was given: circles, and the figures of the legend.
  function show(map) {
    const { circles, parts } = map.kyoten;
    const step = K.yearOf(map, parts.villages);
    if (!step) return;
    circles.forEach((circle, i) => {
      circle.options.fillColor = K.villageFill(parts.villages, step.class[i]);
      circle.setRadius(K.radius(step.people[i], map.getZoom()));
    });
    K.legendFigures(map);
  }

  function makeStrip(map) {
    const k = map.kyoten;
    const box = element("section", "kyoten-years");
    const play = element("button", "kyoten-play");
    const slider = element("input", "kyoten-year-slider");
    const year = element("output", "kyoten-year");
    const first = element("span", "kyoten-year-end"), last = element("span", "kyoten-year-end");
    box.setAttribute("aria-label", "年");
    play.type = "button";
    slider.type = "range";
    slider.min = "0";
    slider.step = "1";
    slider.setAttribute("aria-label", "地図の年");
    slider.title = "左右の矢印キーでも動きます";
    box.append(play, first, slider, last, year);
    document.body.prepend(box);
    // Where another scene has no years, the strip is gone with them.
    const stand = () => {
      const isShown = Boolean(k.parts.year);
      if (!box.hidden === isShown && document.documentElement.classList.contains("kyoten-with-years") === isShown) return;
      box.hidden = !isShown;
      document.documentElement.classList.toggle("kyoten-with-years", isShown);
      if (!isShown) strip.stop();
      map.invalidateSize({ animate: false, pan: false });
    };
    map.on("kyoten:changed", stand);

    const strip = { years: [], playing: null };
    const label = (at) => `${strip.years[at]}年`;
    strip.name = () => {
      play.textContent = strip.playing ? "■ 止める" : "▶ 年を送る";
    };
    strip.to = (at) => {
      k.yearAt = at;
      slider.value = String(at);
      slider.setAttribute("aria-valuetext", label(at));
      year.textContent = label(at);
      show(map);
    };
    strip.tell = () => {
      K.report(map, { e: "year", year: strip.years[k.yearAt] }, map.getCenter());
    };
    strip.isWaiting = () => k.events.some((event) => event.e === "year");
    strip.stop = () => {
      if (!strip.playing) return;
      clearInterval(strip.playing);
      strip.playing = null;
      strip.name();
      strip.tell();
    };
    strip.start = () => {
      if (k.yearAt >= strip.years.length - 1) strip.to(0);
      strip.playing = setInterval(() => {
        strip.to(k.yearAt + 1);
        if (k.yearAt >= strip.years.length - 1) strip.stop();
        else if (!strip.isWaiting()) strip.tell(); // figures follow as fast as they can
      }, STEP_MS);
      strip.name();
    };
    slider.addEventListener("input", () => {
      clearInterval(strip.playing);
      strip.playing = null;
      strip.name();
      strip.to(Number(slider.value));
    });
    slider.addEventListener("change", strip.tell); // a hand has let go, a key was pressed
    play.addEventListener("click", () => (strip.playing ? strip.stop() : strip.start()));
    strip.take = (data) => {
      stand();
      const others = JSON.stringify(strip.years) !== JSON.stringify(data.years);
      strip.years = data.years;
      slider.max = String(data.years.length - 1);
      first.textContent = label(0);
      last.textContent = label(data.years.length - 1);
      strip.name();
      // A hand that has gone on meanwhile is not called back.
      if (others || !(strip.playing || strip.isWaiting())) strip.to(data.chosen);
    };
    return strip;
  }

  K.drawers.year = function (map, data) {
    const k = map.kyoten;
    k.strip = k.strip || makeStrip(map);
    k.strip.take(data);
    return null;
  };
})(window.Kyoten);
