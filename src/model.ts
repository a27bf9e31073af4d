// The findings of the current notebook: state alone, no DOM and no requests.
import { ISignal, Signal } from '@lumino/signaling';
import { FileReport, Finding, Live, Severity } from './report';
import { ICheckModel, IFilter, IFollowed, IGroup, ITrouble, Status } from './tokens';

export class CheckModel implements ICheckModel {
  get changed(): ISignal<this, void> {
    return this._changed;
  }
  get status(): Status {
    return this._status;
  }
  get outdated(): boolean {
    return this._outdated;
  }
  get live(): Live | null {
    return this._live;
  }
  get followed(): IFollowed | null {
    return this._followed;
  }
  set followed(followed: IFollowed | null) {
    if (followed !== this._followed) {
      this._followed = followed;
      this._changed.emit();
    }
  }
  get filter(): IFilter {
    return this._filter;
  }
  set filter(filter: IFilter) {
    this._filter = filter;
    this._changed.emit();
  }

  /** No notebook is open. */
  clear(): void {
    this._set({ kind: 'empty' });
  }
  /** Another notebook: nothing is known of it yet. */
  begin(): void {
    this._set({ kind: 'checking' });
  }
  fail(trouble: ITrouble): void {
    this._set({ kind: 'trouble', trouble });
  }
  /** @param sources - text of each cell that was checked, in document order */
  succeed(report: FileReport, sources: readonly string[]): void {
    if (report.error !== null) {
      this.fail({ kind: 'unreadable', message: report.error });
    } else {
      this._set({ kind: 'report', report, sources }, report.live);
    }
  }
  /** Another kernel, or a new process of it: what ran on the former one says nothing any more. */
  forget(): void {
    if (this._live) {
      this._live = null;
      this._changed.emit();
    }
  }
  /** The document is no longer what the report says. */
  outdate(): void {
    if (!this._outdated) {
      this._outdated = true;
      this._changed.emit();
    }
  }

  counts(): Record<Severity, number> {
    const counts = { error: 0, warning: 0, info: 0 };
    for (const { severity } of this._findings()) {
      counts[severity]++;
    }
    return counts;
  }

  /** The findings that pass the filter, by cell in document order; the whole notebook's first. */
  groups(): IGroup[] {
    const groups = new Map<number, IGroup>();
    const sources = this._status.kind === 'report' ? this._status.sources : [];
    for (const finding of this._findings().filter(f => passes(f, this._filter))) {
      const index = finding.cell?.index ?? -1;
      let group = groups.get(index);
      if (!group) {
        group = { cell: finding.cell, snippet: firstLine(sources[index] ?? ''), findings: [] };
        groups.set(index, group);
      }
      group.findings.push(finding);
    }
    return [...groups.entries()].sort(([a], [b]) => a - b).map(([, group]) => group);
  }

  private _findings(): Finding[] {
    return this._status.kind === 'report' ? this._status.report.findings : [];
  }
  private _set(status: Status, live: Live | null = null): void {
    this._status = status;
    this._live = live;
    this._outdated = false;
    this._changed.emit();
  }

  private _changed = new Signal<this, void>(this);
  private _filter: IFilter = { severities: [], text: '' };
  private _followed: IFollowed | null = null;
  private _live: Live | null = null;
  private _outdated = false;
  private _status: Status = { kind: 'empty' };
}

/** Every word of the text stands somewhere in the finding. */
function passes(finding: Finding, { severities, text }: IFilter): boolean {
  if (severities.length > 0 && !severities.includes(finding.severity)) {
    return false;
  }
  const hay = [finding.code, finding.name, finding.message, ...finding.names].join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every(word => hay.includes(word));
}

export function firstLine(source: string): string {
  return source.split('\n').find(line => line.trim()) ?? '';
}
