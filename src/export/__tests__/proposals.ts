// Plans, proposals and jobs for the tests.
import { ExportProposal, ExportReport, Job, Parameter, Plan, RunReport } from '../../report';

export function parameter(changes: Partial<Parameter> = {}): Parameter {
  return { name: 'size', type: 'int', default: 3, text: '3', help: null, cell: 0, line: 1, uses: [1], ...changes };
}

/** Steps by name, each with the names of those that it comes after, and what crosses. */
export function plan(
  steps: Record<string, string[]>,
  crossings: [from: string, name: string, to: string[], carrier?: string][] = [],
  parameters: Parameter[] = []
): Plan {
  return {
    steps: Object.entries(steps).map(([name, after], i) => ({
      name,
      title: name,
      cells: [i],
      consumes: crossings.filter(([, , to]) => to.includes(name)).map(([, crossing]) => crossing),
      produces: crossings.filter(([from]) => from === name).map(([, crossing]) => crossing),
      after
    })),
    parameters,
    crossings: crossings.map(([from, name, to, carrier = 'cloudpickle']) => ({ from, name, to, carrier })),
    notes: []
  };
}

export function proposal(changes: Partial<ExportProposal> = {}): ExportProposal {
  return {
    plan: plan({ load: [], sum: ['load'] }, [['load', 'rows', ['sum']]], [parameter()]),
    findings: [],
    effects: [],
    tagged: false,
    others: [],
    invented: [],
    unsaved: 'nothing ran',
    folder: 'a-pipeline',
    folder_state: 'new',
    edited: [],
    targets: [{ name: 'local', reasons: [] }],
    cost: { full: null, once: null, copied: 0, limit: 1024 },
    job: null,
    ...changes
  };
}

export function job(changes: Partial<Job> = {}): Job {
  return {
    job: 'ab',
    kind: 'export',
    status: 'running',
    path: 'a.ipynb',
    folder: 'a-pipeline',
    progress: '',
    stages: [],
    seq: 0,
    result: null,
    message: null,
    ...changes
  };
}

export function exported(changes: Partial<ExportReport> = {}): ExportReport {
  return {
    version: 1,
    path: 'a.ipynb',
    folder: 'a-pipeline',
    error: null,
    plan: proposal().plan,
    files: ['pipeline.yaml', 'VERIFIED.html'],
    verification: { verified: true, reasons: [], cells: [{ index: 1, verdict: 'same' }] },
    ...changes
  };
}

export function ran(changes: Partial<RunReport> = {}): RunReport {
  return {
    version: 1,
    status: 'ok',
    steps: [{ name: 'load', status: 'ok', notebook: 'x', seconds: 1, error: null }],
    report: 'a-pipeline/RUN.html',
    ...changes
  };
}
