import { nullTranslator } from '@jupyterlab/translation';
import { follow, outcomeOf } from '../export';
import { ExportJob, ExportReport } from '../report';

const trans = nullTranslator.load('jupyter_mldebt');

function job(changes: Partial<ExportJob> = {}): ExportJob {
  return { job: 'ab', status: 'running', progress: '', folder: 'a-pipeline', result: null, message: null, ...changes };
}

function result(changes: Partial<ExportReport> = {}): ExportReport {
  const made = { version: 1 as const, path: 'a.ipynb', folder: 'a-pipeline', error: null, plan: null, files: [] };
  return { ...made, verification: null, ...changes };
}

describe('follow', () => {
  it('asks until the export has ended and tells of each step', async () => {
    const answers = [
      job({ progress: 'step 1' }),
      job({ progress: 'step 2' }),
      job({ status: 'done', result: result() })
    ];
    const seen: string[] = [];
    const api = { startExport: async () => job(), exportJob: async () => answers.shift()! };
    const end = await follow(api, { path: 'a.ipynb' }, running => seen.push(running.progress), 0);
    expect(end.status).toBe('done');
    expect(seen).toEqual(['', 'step 1', 'step 2']);
  });
});

describe('outcomeOf', () => {
  it.each([
    [
      'verified',
      job({ status: 'done', result: result({ verification: { verified: true, reasons: [], cells: [] } }) }),
      'success',
      /^Verified pipeline written to a-pipeline:/
    ],
    [
      'not verified',
      job({
        status: 'done',
        result: result({ verification: { verified: false, reasons: ['cell 3 differs', 'b'], cells: [] } })
      }),
      'warning',
      /not verified: cell 3 differs/
    ],
    ['not looked at', job({ status: 'done', result: result() }), 'info', /a-pipeline, not verified/],
    ['failed', job({ status: 'failed', message: '`x` is never defined' }), 'error', /failed: `x` is never defined/],
    ['cancelled', job({ status: 'cancelled' }), 'info', /cancelled/]
  ])('%s', (_, end, type, message) => {
    const outcome = outcomeOf(end, trans);
    expect(outcome.type).toBe(type);
    expect(outcome.message).toMatch(message);
  });

  it('has said all before it is cut', () => {
    const verification = { verified: true, reasons: [], cells: [] };
    const folder = `${'long/'.repeat(40)}a-pipeline`;
    const { message } = outcomeOf(job({ status: 'done', folder, result: result({ verification }) }), trans);
    expect(message.length).toBeLessThan(140);
    expect(message).toMatch(/Verified.*a-pipeline.*notebook/);
  });

  it('gives all reasons for the dialog', () => {
    const verification = { verified: false, reasons: ['one', 'two'], cells: [] };
    expect(outcomeOf(job({ status: 'done', result: result({ verification }) }), trans).details).toEqual(['one', 'two']);
  });
});
