// Grafana's type of a dashboard for JSON as it stands in a file: its enumerations by their values.
import type { AnnotationQuery, Dashboard, VariableModel } from "@grafana/schema";

type Plain<T> = T extends string ? `${T}`
  : T extends (infer Item)[] ? Plain<Item>[]
  : T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;

// What the schema leaves to the data source, here Prometheus.
interface PrometheusAnnotation { expr?: string; useValueForTime?: boolean; titleFormat?: string; textFormat?: string }
interface PrometheusVariable { definition?: string }

export type CheckedDashboard = Plain<Omit<Dashboard, "annotations" | "templating">> & {
    annotations: { list: Plain<AnnotationQuery & PrometheusAnnotation>[] };
    templating: { list: Plain<VariableModel & PrometheusVariable>[] };
};
