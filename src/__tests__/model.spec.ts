import { CheckModel } from '../model';
import { finding, report } from './samples';

const cell = (index: number) => ({ index, id: `cell-${index}`, execution_count: null });

function filled(): CheckModel {
  const model = new CheckModel();
  const findings = [
    finding({ cell: cell(2), severity: 'warning', code: 'NBO001', message: 'ran before cell 0', names: [] }),
    finding({ cell: null, severity: 'info', code: 'NBG001', message: 'glue', names: [] }),
    finding({ cell: cell(0), names: ['frame'] }),
    finding({ cell: cell(2) })
  ];
  model.succeed(report(...findings), ['\n  x = 1\ny', '', 'print(y)']);
  return model;
}

describe('CheckModel', () => {
  it('counts by severity, whatever the filter', () => {
    const model = filled();
    model.filter = { severities: ['info'], text: '' };
    expect(model.counts()).toEqual({ error: 2, warning: 1, info: 1 });
  });

  it('groups by cell in document order, the whole notebook first', () => {
    const groups = filled().groups();
    expect(groups.map(group => [group.cell?.index ?? null, group.snippet, group.findings.length])).toEqual([
      [null, '', 1],
      [0, '  x = 1', 1],
      [2, 'print(y)', 2]
    ]);
  });

  it.each([
    [['warning'], '', ['NBO001']],
    [[], 'nbo', ['NBO001']],
    [[], 'FRAME', ['NBS001']],
    [[], 'before 0', ['NBO001']],
    [['error'], 'ran', []],
    [['error', 'info'], '', ['NBG001', 'NBS001', 'NBS001']]
  ])('severities %j and text %j leave %j', (severities, text, codes) => {
    const model = filled();
    model.filter = { severities: severities as never, text };
    expect(model.groups().flatMap(group => group.findings.map(f => f.code))).toEqual(codes);
  });

  it('says each change once', () => {
    const model = filled();
    let changes = 0;
    model.changed.connect(() => {
      changes++;
    });
    model.outdate();
    model.outdate();
    expect([changes, model.outdated]).toEqual([1, true]);
    model.succeed(report(), []);
    expect([changes, model.outdated]).toEqual([2, false]);
  });

  it('turns a file that cannot be read into trouble', () => {
    const model = new CheckModel();
    model.succeed({ ...report(), error: 'not JSON' }, []);
    expect(model.status).toEqual({ kind: 'trouble', trouble: { kind: 'unreadable', message: 'not JSON' } });
  });
});
