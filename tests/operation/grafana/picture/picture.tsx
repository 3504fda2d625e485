// Draws numbers, curves and tables of a dashboard with the components that Grafana draws its panels with. scene.json has the panels as they
// stand in the dashboard, each with the answers of Prometheus; see take.py.
import {
    DataFrame, EventBusSrv, Field, FieldType, createTheme, dateTime, getDisplayProcessor, reduceField, toDataFrame,
} from "@grafana/data";
import {
    BigValue, BigValueColorMode, BigValueGraphMode, BigValueJustifyMode, BigValueTextMode, GlobalStyles, PanelChrome, PanelContextProvider,
    Table, ThemeContext, TimeSeries,
} from "@grafana/ui";
import React from "react";
import { createRoot } from "react-dom/client";

import scene from "./scene.json";

const CELL = { width: 66, height: 30, gap: 8 };
const theme = createTheme({ colors: { mode: "dark" } });
const range = { from: dateTime(scene.from), to: dateTime(scene.to), raw: { from: dateTime(scene.from), to: dateTime(scene.to) } };

// What Grafana does before it draws: defaults and overrides become the configuration of each field.
function configured(panel: any, field: Field, index: number): Field {
    const { defaults, overrides } = panel.fieldConfig;
    const config = structuredClone({ ...defaults, ...field.config, displayName: field.name });
    for (const { id, value } of overrides.filter((o: any) => o.matcher.options === field.name).flatMap((o: any) => o.properties)) {
        if (id.startsWith("custom.")) config.custom = { ...config.custom, [id.slice(7)]: value };
        else config[id] = value;
    }
    config.thresholds?.steps.forEach((step: any) => (step.value ??= -Infinity));
    const done: Field = { ...field, config, state: { seriesIndex: index } };
    done.display = getDisplayProcessor({ field: done, theme, timeZone: "utc" });
    if (config.links)
        done.getLinks = () => config.links.map((link: any) => ({ href: "#", title: link.title, target: "_self", origin: done }));
    return done;
}

function frames(panel: any): DataFrame[] {
    return panel.frames.map((frame: any, index: number) => {
        const made = toDataFrame(frame);
        return { ...made, fields: made.fields.map((f) => (f.type === FieldType.time ? f : configured(panel, f, index))) };
    });
}

function Stat({ panel, width, height }: any) {
    const [frame] = frames(panel);
    const field = frame?.fields[0];
    const value = field ? field.display!(reduceField({ field, reducers: ["last"] }).last)
        : { text: panel.fieldConfig.defaults.noValue, numeric: NaN };
    const mode = panel.options.colorMode === "value" ? BigValueColorMode.Value : BigValueColorMode.BackgroundSolid;
    return <BigValue theme={theme} width={width} height={height} value={value} colorMode={mode} graphMode={BigValueGraphMode.None}
        justifyMode={BigValueJustifyMode.Center} textMode={BigValueTextMode.Value} />;
}

function Inside({ panel, width, height }: any) {
    if (panel.type === "stat") return <Stat panel={panel} width={width} height={height} />;
    if (panel.type === "table") return <Table data={frames(panel)[0]} width={width} height={height} />;
    return <TimeSeries frames={frames(panel)} structureRev={1} timeRange={range as any} timeZone="utc" width={width} height={height}
        legend={panel.options.legend} />;
}

function Panel({ panel }: any) {
    const { x, y, w, h } = panel.gridPos;
    const width = w * CELL.width - CELL.gap, height = h * (CELL.height + CELL.gap) - CELL.gap;
    return <div style={{ position: "absolute", left: x * CELL.width, top: y * (CELL.height + CELL.gap), width, height }}>
        {panel.type === "row" ? <div style={{ padding: 6, fontWeight: 500 }}>{panel.title}</div>
            : <PanelChrome title={panel.title} width={width} height={height}>
                {(w, h) => <Inside panel={panel} width={w} height={h} />}
            </PanelChrome>}
    </div>;
}

createRoot(document.getElementById("root")!).render(
    <ThemeContext.Provider value={theme}>
        <GlobalStyles />
        <PanelContextProvider value={{ eventsScope: "", eventBus: new EventBusSrv() }}>
            <div style={{ position: "relative" }}>{scene.panels.map((panel: any) => <Panel key={panel.id} panel={panel} />)}</div>
        </PanelContextProvider>
    </ThemeContext.Provider>);
