"use strict";
// The chart is drawn from the JSON beside it; a click on a mark opens the sentences that it stands for.
(() => {
  const spec = JSON.parse(document.getElementById("spec").textContent);
  const actions = { export: true, source: false, compiled: false, editor: false };

  const show = (number) => {
    const wanted = document.getElementById(`mark-${number}`);
    if (!wanted) return;
    for (const open of document.querySelectorAll("main details[open]")) open.open = open === wanted;
    wanted.open = true;
    wanted.scrollIntoView({ block: "start" });
  };

  window.vegaEmbed("#chart", spec, { mode: "vega", renderer: "svg", actions }).then(({ view }) => {
    view.addEventListener("click", (event, item) => {
      const mark = item && item.datum && item.datum.mark;
      if (Number.isInteger(mark)) show(mark);
    });
    document.body.dataset.drawn = "true";
  });
})();
