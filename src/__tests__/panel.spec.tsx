import { ServerConnection } from '@jupyterlab/services';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { Api } from '../api';
import { CheckPanel } from '../panel';
import { FileReport } from '../report';
import { Checker } from '../tracker';
import { finding, OpenNotebook, Page, report, until } from './samples';

let panel: CheckPanel;
let checker: Checker;
let revealed: unknown[];
let asked: string[];

/** The panel over a server that gives this answer. */
function show(answer: FileReport | Response, metadata: object = {}): void {
  const settings = ServerConnection.makeSettings({
    fetch: async () => (answer instanceof Response ? answer : new Response(JSON.stringify(answer)))
  });
  const api = new Api(settings);
  const page = new Page();
  checker = new Checker({ tracker: page.tracker, check: request => api.check(request) });
  revealed = [];
  asked = [];
  checker.reveal = async (cell, range) => {
    revealed.push([cell.index, range?.start.line ?? null]);
  };
  panel = new CheckPanel(checker, nullTranslator.load('jupyter_mldebt'), code => asked.push(code));
  Widget.attach(panel, document.body);
  page.show(new OpenNotebook('a.ipynb', ['x = 1', 'print(y)'], metadata));
}

afterEach(() => {
  panel.dispose();
  checker.dispose();
});

const text = () => panel.node.textContent!;
const seen = (words: string) => until(() => text().includes(words));
const buttons = () => Array.from(panel.node.querySelectorAll('button'));
const button = (words: string) => buttons().find(b => b.textContent!.includes(words))!;

it('shows state, counts and findings by cell', async () => {
  const related = [{ cell: { index: 0, id: 'a', execution_count: null }, range: null, message: 'defined here' }];
  show({ ...report(finding({ related })), state: 'drifted' });
  await seen('Drifted');
  await seen('1 error');
  expect(text()).not.toContain('warning');
  expect(text()).toContain('y is never definedNBS001');
  expect(panel.node.querySelector('h3')!.textContent).toBe('cell 1 [4] print(y)');
  expect(Array.from(panel.node.querySelectorAll('.jp-MLDebt-message code'), code => code.textContent)).toEqual(['y']);
});

it('leads to the finding, its cell and its related places', async () => {
  const range = { start: { line: 3, column: 0 }, end: { line: 3, column: 1 } };
  const related = [{ cell: { index: 0, id: 'a', execution_count: null }, range, message: 'defined here' }];
  show(report(finding({ related })));
  await seen('defined here');
  button('never defined').click();
  button('defined here').click();
  button('cell 1 [4]').click();
  expect(revealed).toEqual([
    [1, 1],
    [0, 3],
    [1, null]
  ]);
});

it('leads to the page of the rule', async () => {
  show(report(finding()));
  await seen('NBS001');
  button('NBS001').click();
  expect(asked).toEqual(['NBS001']);
  expect(revealed).toEqual([]);
});

it('filters by severity and says when nothing is left', async () => {
  show(report(finding(), finding({ severity: 'warning', message: 'a warning of sorts', fingerprint: 'g' })));
  await seen('a warning of sorts');
  button('1 error').click();
  await until(() => !text().includes('a warning of sorts'));
  expect(button('1 error').getAttribute('aria-pressed')).toBe('true');
  checker.model.filter = { severities: [], text: 'nothing has this' };
  await seen('No finding passes the filter.');
});

it('says that there is nothing to say', async () => {
  show({ ...report(), state: 'valid' });
  await seen('No findings.');
  expect(text()).toContain('a fresh run gives what you see');
  expect(panel.node.querySelector('input')).toBeNull();
});

it('does not call a run good that stops', async () => {
  show({ ...report(finding({ severity: 'error' })), state: 'valid' });
  await seen('a fresh run stops at an error below');
  expect(text()).not.toContain('gives what you see');
});

it('names the command that installs a missing server part', async () => {
  show(new Response('<html></html>', { status: 404 }));
  await seen('pip install jupyter-mldebt');
  expect(text()).toContain('The server part is missing');
});

it('says the language that it does not know', async () => {
  show(report(), { language_info: { name: 'R' } });
  await seen('This notebook is written in R; only Python is checked.');
});

it('says why a notebook cannot be read', async () => {
  show({ ...report(), error: 'the document has no cells' });
  await seen('the document has no cells');
});

it('never takes text for HTML', async () => {
  show(report(finding({ message: '<img src=x> `<b>x</b>`', cell: { index: 0, id: null, execution_count: null } })));
  await seen('<img src=x> <b>x</b>');
  expect(panel.node.querySelector('img, b')).toBeNull();
});
