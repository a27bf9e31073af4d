// The panel: React views of the model, with props only, and the widget that holds them.
import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import * as React from 'react';
import { Icon, panelIcon } from './icons';
import { countMarks, Mark } from './live/marks';
import { countWords } from './live/words';
import { CellRef, FileReport, Finding, Range, Severity, State } from './report';
import { SessionModel } from './session/model';
import { ISessionActions, SessionView } from './session/view';
import { Text } from './text';
import { IChecker, IFilter, IGroup, ITrouble } from './tokens';

const PANEL_ID = 'jupyter-mldebt-panel';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What a click may lead to: a place of the notebook, the page of a rule. */
interface ILinks {
  reveal(cell: CellRef, range: Range | null): void;
  why(code: string): void;
}

/** How messages call a cell, too: its position and its count. */
function cellLabel(cell: CellRef, trans: TranslationBundle): string {
  const label = trans.__('cell %1', cell.index);
  return cell.execution_count === null ? label : `${label} [${cell.execution_count}]`;
}

export function stateWords(state: State, fails: boolean, trans: TranslationBundle): [string, string] {
  switch (state) {
    case 'valid':
      return [
        trans.__('Valid'),
        fails
          ? trans.__('The cells that ran, ran in order; a fresh run stops at an error below.')
          : trans.__('By their counts the cells ran in order: a fresh run gives what you see.')
      ];
    case 'weakly-valid':
      return [
        trans.__('Weakly valid'),
        trans.__('By their counts not all cells ran in order, but each got what a fresh run gives.')
      ];
    case 'drifted':
      return [trans.__('Drifted'), trans.__('A fresh run would not give what you see.')];
    case 'unknown':
      return [trans.__('Unknown'), trans.__('Nothing ran yet that could be judged.')];
  }
}

/**
 * The same, of what ran on the kernel.
 *
 * @param saved - what the counts say that came with the file
 */
function liveStateWords(state: State, saved: State, fails: boolean, trans: TranslationBundle): [string, string] {
  const [title, text] = stateWords(state, fails, trans);
  switch (state) {
    case 'valid':
      return [
        title,
        fails ? text : trans.__('The cells ran in order with the text that they have: a fresh run gives what you see.')
      ];
    case 'weakly-valid':
      return [
        title,
        trans.__('Not all cells ran in order with the text that they have, but a fresh run gives what you see.')
      ];
    case 'drifted':
      return [title, text];
    case 'unknown':
      return [
        title,
        saved === 'unknown'
          ? trans.__('Nothing ran on this kernel yet.')
          : trans.__('Nothing ran on this kernel yet. By the saved counts: %1.', stateWords(saved, fails, trans)[0])
      ];
  }
}

/** Whether a fresh run is known to stop. */
export function fails(report: { findings: readonly { severity: Severity }[] }): boolean {
  return report.findings.some(finding => finding.severity === 'error');
}

function troubleWords(trouble: ITrouble, trans: TranslationBundle): [string, string] {
  switch (trouble.kind) {
    case 'absent':
      return [
        trans.__('The server part is missing'),
        trans.__('Install it where Jupyter runs with `pip install jupyter-mldebt` and restart Jupyter.')
      ];
    case 'unreachable':
      return [
        trans.__('The server does not answer'),
        trans.__('Start Jupyter again; its part of this panel comes with `pip install jupyter-mldebt`.')
      ];
    case 'language':
      return [
        trans.__('Not a Python notebook'),
        trans.__('This notebook is written in %1; only Python is checked.', trouble.message)
      ];
    case 'unreadable':
      return [trans.__('This notebook cannot be read'), trouble.message];
    case 'refused':
      return [trans.__('The check failed'), trouble.message];
  }
}

export function severityWords(severity: Severity, count: number, trans: TranslationBundle): string {
  switch (severity) {
    case 'error':
      return trans._n('%1 error', '%1 errors', count);
    case 'warning':
      return trans._n('%1 warning', '%1 warnings', count);
    case 'info':
      return trans._n('%1 hint', '%1 hints', count);
  }
}

/** What the notebook is, in words, colour and icon. */
function Head(props: {
  icon: React.ComponentProps<typeof Icon>['name'];
  title: string;
  text: string;
  hint?: string;
  marks?: [Mark, number][];
  outdated: boolean;
  trans: TranslationBundle;
  onRefresh: () => void;
}): JSX.Element {
  const { trans } = props;
  const again = props.outdated ? trans.__('Check again: the notebook was changed') : trans.__('Check again');
  return (
    <header className={`jp-MLDebt-head jp-mod-${props.icon}`}>
      <Icon name={props.icon} />
      <div role="status" className="jp-MLDebt-headText" title={props.hint}>
        <h2>{props.title}</h2>
        <p>
          <Text text={props.text} />
        </p>
        {props.marks && props.marks.length > 0 && (
          <ul className="jp-MLDebt-marks">
            {props.marks.map(([mark, count]) => (
              <li key={mark}>
                <Icon name={mark} />
                {countWords(mark, count, trans)}
              </li>
            ))}
          </ul>
        )}
      </div>
      <button
        className={`jp-MLDebt-refresh${props.outdated ? ' jp-mod-outdated' : ''}`}
        title={again}
        aria-label={again}
        onClick={props.onRefresh}
      >
        <Icon name="refresh" />
      </button>
    </header>
  );
}

function FilterBar(props: {
  filter: IFilter;
  counts: Record<Severity, number>;
  trans: TranslationBundle;
  onFilter: (filter: IFilter) => void;
}): JSX.Element {
  const { filter, counts, trans, onFilter } = props;
  const toggle = (severity: Severity) => {
    const on = filter.severities.includes(severity);
    const severities = on ? filter.severities.filter(s => s !== severity) : [...filter.severities, severity];
    onFilter({ ...filter, severities });
  };
  return (
    <div className="jp-MLDebt-filter">
      <div role="group" aria-label={trans.__('Show only')}>
        {SEVERITIES.filter(severity => counts[severity] > 0 || filter.severities.includes(severity)).map(severity => (
          <button
            key={severity}
            className="jp-MLDebt-count"
            aria-pressed={filter.severities.includes(severity)}
            onClick={() => toggle(severity)}
          >
            <Icon name={severity} />
            {severityWords(severity, counts[severity], trans)}
          </button>
        ))}
      </div>
      <input
        type="search"
        className="jp-mod-styled"
        placeholder={trans.__('Filter findings')}
        aria-label={trans.__('Filter findings')}
        value={filter.text}
        onChange={event => onFilter({ ...filter, text: event.target.value })}
      />
    </div>
  );
}

function FindingItem(props: { finding: Finding; trans: TranslationBundle; links: ILinks }): JSX.Element {
  const { finding, trans, links } = props;
  const { cell } = finding;
  return (
    <li className="jp-MLDebt-finding">
      <button
        className="jp-MLDebt-jump"
        title={finding.name}
        disabled={cell === null}
        onClick={() => cell && links.reveal(cell, finding.range)}
      >
        <Icon name={finding.severity} />
        <span className="jp-MLDebt-message">
          <span className="jp-MLDebt-hidden">{`${severityName(finding.severity, trans)}: `}</span>
          <Text text={finding.message} />
        </span>
      </button>
      <button
        className="jp-MLDebt-why"
        title={trans.__('Why? %1', finding.name)}
        aria-label={trans.__('Why %1 %2', finding.code, finding.name)}
        onClick={() => links.why(finding.code)}
      >
        {finding.code}
      </button>
      {finding.related.length > 0 && (
        <ul className="jp-MLDebt-related" aria-label={trans.__('Related places')}>
          {finding.related.map((place, i) => (
            <li key={i}>
              <button className="jp-MLDebt-jump" onClick={() => links.reveal(place.cell, place.range)}>
                <Icon name="related" />
                <span className="jp-MLDebt-message">
                  <Text text={place.message} />
                  {!place.message.includes(cellLabel(place.cell, trans)) && (
                    <span className="jp-MLDebt-code"> {cellLabel(place.cell, trans)}</span>
                  )}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function severityName(severity: Severity, trans: TranslationBundle): string {
  return { error: trans.__('error'), warning: trans.__('warning'), info: trans.__('hint') }[severity];
}

function Group(props: { group: IGroup; trans: TranslationBundle; links: ILinks }): JSX.Element {
  const { group, trans, links } = props;
  const { cell } = group;
  return (
    <section className="jp-MLDebt-group">
      <h3>
        {cell ? (
          <button className="jp-MLDebt-cell" onClick={() => links.reveal(cell, null)}>
            <span>{cellLabel(cell, trans)}</span> <code>{group.snippet}</code>
          </button>
        ) : (
          trans.__('whole notebook')
        )}
      </h3>
      <ul>
        {group.findings.map((finding, i) => (
          <FindingItem key={`${finding.fingerprint} ${i}`} finding={finding} trans={trans} links={links} />
        ))}
      </ul>
    </section>
  );
}

export type Tab = 'findings' | 'session';

/** What the panel shows and does. */
export interface IPanelOptions {
  checker: IChecker;
  session: SessionModel;
  actions: ISessionActions;
  trans: TranslationBundle;
  onWhy: (code: string) => void;
}

/** The whole panel for what the checker knows. */
export function CheckView(props: IPanelOptions & { tab: Tab; onTab: (tab: Tab) => void }): JSX.Element {
  const { checker, trans } = props;
  const { model } = checker;
  const { status } = model;
  const head = { trans, outdated: model.outdated, onRefresh: () => checker.refresh() };
  switch (status.kind) {
    case 'empty':
      return <p className="jp-MLDebt-note">{trans.__('Open a notebook to see what a fresh run of it would give.')}</p>;
    case 'checking':
      return (
        <p className="jp-MLDebt-note" role="status" aria-busy="true">
          {trans.__('Checking the notebook…')}
        </p>
      );
    case 'trouble': {
      const [title, text] = troubleWords(status.trouble, trans);
      return (
        <Head {...head} icon={status.trouble.kind === 'language' ? 'unknown' : 'error'} title={title} text={text} />
      );
    }
    case 'report': {
      const { report } = status;
      const stops = fails(report);
      const state = model.live?.state ?? report.state;
      const [title, text] = model.live
        ? liveStateWords(state, report.state, stops, trans)
        : stateWords(state, stops, trans);
      return (
        <>
          <Head
            {...head}
            icon={stops && state === 'valid' ? 'error' : state}
            title={title}
            text={text}
            marks={model.live ? countMarks(model.live) : []}
            hint={
              model.live
                ? trans.__('Judged by what ran on the kernel, held against the text that stands here.')
                : trans.__('Judged by the execution counts: what was edited after it ran is not known from them.')
            }
          />
          <Tabs tab={props.tab} onTab={props.onTab} trans={trans} />
          <div
            className="jp-MLDebt-tabPanel"
            role="tabpanel"
            id={`${PANEL_ID}-${props.tab}`}
            aria-labelledby={`${PANEL_ID}-tab-${props.tab}`}
          >
            {props.tab === 'findings' ? (
              <Findings {...props} report={report} />
            ) : (
              <UseSignal signal={props.session.changed}>
                {() => <SessionView model={props.session} actions={props.actions} trans={trans} />}
              </UseSignal>
            )}
          </div>
        </>
      );
    }
  }
}

/** As a list of tabs is used by keyboard: the arrows go from one to the other. */
function Tabs(props: { tab: Tab; onTab: (tab: Tab) => void; trans: TranslationBundle }): JSX.Element {
  const { tab, onTab, trans } = props;
  const labels: Record<Tab, string> = { findings: trans.__('Findings'), session: trans.__('Session') };
  const tabs = Object.keys(labels) as Tab[];
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      const other = tabs[1 - tabs.indexOf(tab)];
      onTab(other);
      document.getElementById(`${PANEL_ID}-tab-${other}`)?.focus();
    }
  };
  return (
    <div className="jp-MLDebt-tabs" role="tablist" aria-label={trans.__('Views')} onKeyDown={onKeyDown}>
      {tabs.map(each => (
        <button
          key={each}
          role="tab"
          id={`${PANEL_ID}-tab-${each}`}
          aria-selected={each === tab}
          aria-controls={each === tab ? `${PANEL_ID}-${each}` : undefined}
          tabIndex={each === tab ? 0 : -1}
          onClick={() => onTab(each)}
        >
          {labels[each]}
        </button>
      ))}
    </div>
  );
}

function Findings(props: {
  checker: IChecker;
  report: FileReport;
  trans: TranslationBundle;
  onWhy: (code: string) => void;
}): JSX.Element {
  const { checker, report, trans, onWhy } = props;
  const { model } = checker;
  const groups = model.groups();
  const links: ILinks = { reveal: (cell, range) => void checker.reveal(cell, range), why: onWhy };
  return (
    <>
      {report.findings.length === 0 ? (
        <p className="jp-MLDebt-note">{trans.__('No findings.')}</p>
      ) : (
        <FilterBar
          filter={model.filter}
          counts={model.counts()}
          trans={trans}
          onFilter={filter => {
            model.filter = filter;
          }}
        />
      )}
      <div className="jp-MLDebt-list" tabIndex={-1}>
        {groups.map(group => (
          <Group key={group.cell?.index ?? -1} group={group} trans={trans} links={links} />
        ))}
        {groups.length === 0 && report.findings.length > 0 && (
          <p className="jp-MLDebt-note">{trans.__('No finding passes the filter.')}</p>
        )}
      </div>
    </>
  );
}

/** Holds the view and tells the models whether anybody looks. */
export class CheckPanel extends ReactWidget {
  constructor(private _options: IPanelOptions) {
    super();
    const { trans } = _options;
    this.id = PANEL_ID;
    this.title.icon = panelIcon;
    this.title.caption = trans.__('ML debt');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('ML debt'));
    this.addClass('jp-MLDebt-Panel');
  }
  /** Which view is chosen. */
  get tab(): Tab {
    return this._tab;
  }
  set tab(tab: Tab) {
    this._tab = tab;
    this._watch(this.isVisible);
    this.update();
  }
  protected render(): JSX.Element {
    return (
      <UseSignal signal={this._options.checker.model.changed}>
        {() => <CheckView {...this._options} tab={this._tab} onTab={tab => (this.tab = tab)} />}
      </UseSignal>
    );
  }
  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._watch(this.isVisible);
  }
  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._watch(true);
  }
  protected onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._watch(false);
  }
  protected onBeforeDetach(msg: Message): void {
    this._watch(false);
    super.onBeforeDetach(msg);
  }

  private _watch(isSeen: boolean): void {
    this._options.checker.watch('panel', isSeen);
    this._options.session.watched = isSeen && this._tab === 'session';
  }

  private _tab: Tab = 'findings';
}
