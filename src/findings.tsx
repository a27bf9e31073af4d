// The findings of a notebook, filtered, by cell. Views with props only.
import { TranslationBundle } from '@jupyterlab/translation';
import * as React from 'react';
import { Evidence } from './evidence';
import { Icon } from './icons';
import { CellRef, FileReport, Finding, Range, Severity } from './report';
import { Text } from './text';
import { IChecker, IFilter, IFollowed, IGroup } from './tokens';
import { cellLabel, severityName, severityWords } from './words';

/** The rule whose evidence is the preparation graph. */
const JUNGLE = 'NBG005';
const SEVERITIES: readonly Severity[] = ['error', 'warning', 'info'];

/** What a click may lead to: a place of the notebook, a step of the evidence, the page of a rule. */
interface ILinks {
  reveal(cell: CellRef, range: Range | null): void;
  follow(finding: Finding, step: number): void;
  leave(): void;
  why(code: string): void;
  graph(): void;
  followed: IFollowed | null;
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
        <Evidence
          finding={finding}
          step={links.followed?.fingerprint === finding.fingerprint ? links.followed.step : null}
          trans={trans}
          onStep={step => links.follow(finding, step)}
          onLeave={links.leave}
        />
      )}
      {finding.code === JUNGLE && (
        <button className="jp-MLDebt-textButton" onClick={links.graph}>
          {trans.__('Show the preparation graph')}
        </button>
      )}
    </li>
  );
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

export function Findings(props: {
  checker: IChecker;
  report: FileReport;
  trans: TranslationBundle;
  onWhy: (code: string) => void;
  onGraph: () => void;
}): JSX.Element {
  const { checker, report, trans, onWhy, onGraph } = props;
  const { model } = checker;
  const groups = model.groups();
  const links: ILinks = {
    reveal: (cell, range) => void checker.reveal(cell, range),
    follow: (finding, step) => void checker.follow(finding, step),
    leave: () => checker.leave(),
    why: onWhy,
    graph: onGraph,
    followed: model.followed
  };
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
