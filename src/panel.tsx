// The panel: React views of the model, with props only, and the widget that holds them.
import { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { Message } from '@lumino/messaging';
import * as React from 'react';
import { Icon, panelIcon } from './icons';
import { CellRef, Finding, Range, Severity, State } from './report';
import { Text } from './text';
import { IChecker, IFilter, IGroup, ITrouble } from './tokens';

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

/** The whole panel for what the checker knows. */
export function CheckView(props: {
  checker: IChecker;
  trans: TranslationBundle;
  onWhy: (code: string) => void;
}): JSX.Element {
  const { checker, trans, onWhy } = props;
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
      const stops = fails(status.report);
      const [title, text] = stateWords(status.report.state, stops, trans);
      const groups = model.groups();
      const links: ILinks = { reveal: (cell, range) => void checker.reveal(cell, range), why: onWhy };
      return (
        <>
          <Head
            {...head}
            icon={stops && status.report.state === 'valid' ? 'error' : status.report.state}
            title={title}
            text={text}
            hint={trans.__('Judged by the execution counts: what was edited after it ran is not known from them.')}
          />
          {status.report.findings.length === 0 ? (
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
            {groups.length === 0 && status.report.findings.length > 0 && (
              <p className="jp-MLDebt-note">{trans.__('No finding passes the filter.')}</p>
            )}
          </div>
        </>
      );
    }
  }
}

/** Holds the view and tells the checker whether anybody looks. */
export class CheckPanel extends ReactWidget {
  constructor(
    private _checker: IChecker,
    private _trans: TranslationBundle,
    private _onWhy: (code: string) => void
  ) {
    super();
    this.id = 'jupyter-mldebt-panel';
    this.title.icon = panelIcon;
    this.title.caption = _trans.__('ML debt');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', _trans.__('ML debt'));
    this.addClass('jp-MLDebt-Panel');
  }
  protected render(): JSX.Element {
    return (
      <UseSignal signal={this._checker.model.changed}>
        {() => <CheckView checker={this._checker} trans={this._trans} onWhy={this._onWhy} />}
      </UseSignal>
    );
  }
  protected onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    this._checker.watched = this.isVisible;
  }
  protected onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    this._checker.watched = true;
  }
  protected onBeforeHide(msg: Message): void {
    super.onBeforeHide(msg);
    this._checker.watched = false;
  }
  protected onBeforeDetach(msg: Message): void {
    this._checker.watched = false;
    super.onBeforeDetach(msg);
  }
}
