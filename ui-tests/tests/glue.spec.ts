// The evidence of a finding, the share of glue and the preparation graph, beside a notebook.
import AxeBuilder from '@axe-core/playwright';
import {
  cellAt,
  command,
  expect,
  finding,
  notebookText,
  openNotebook,
  replaceSource,
  showPanel,
  test
} from './fixtures';

const PATIENTS = [
  'import pandas as pd\nfrom sklearn.linear_model import LogisticRegression\nfrom sklearn.model_selection import train_test_split\nfrom sklearn.preprocessing import StandardScaler',
  'visits = pd.read_csv("visits.csv")\npeople = pd.read_csv("people.csv")\nwards = pd.read_csv("wards.csv")',
  'visits = visits.rename(columns={"pid": "person"})\npeople = people.drop_duplicates()',
  'table = visits.merge(people, on="person")\ntable = table.merge(wards, on="ward")',
  'y = table["ill"]\nX = StandardScaler().fit_transform(table.drop(columns="ill"))',
  'X_train, X_test, y_train, y_test = train_test_split(X, y, random_state=0)',
  'model = LogisticRegression().fit(X_train, y_train)',
  'print(model.score(X_test, y_test))'
];

test.beforeEach(async ({ page, tmpPath }) => {
  await page.contents.uploadContent('preview = true\n', 'text', `${tmpPath}/nbcheck.toml`);
});

test('evidence leads from cell to cell', async ({ page, tmpPath }) => {
  await openNotebook(page, `${tmpPath}/patients.ipynb`, notebookText(PATIENTS));
  const panel = await showPanel(page);
  const steps = finding(panel, 'NBL001').locator('.jp-MLDebt-evidence button');
  await expect(steps.first()).toBeVisible();
  const count = await steps.count();
  expect(count).toBeGreaterThan(1);
  await steps.first().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(steps.last()).toHaveAttribute('aria-current', 'step');
  const numbers = page.locator('.jp-MLDebt-trail');
  await expect(cellAt(page, 7)).toHaveClass(/jp-MLDebt-flash/);
  await expect(cellAt(page, 7).locator('.jp-MLDebt-trail.jp-mod-current')).toHaveText(String(count));
  await page.screenshot({ path: 'test-results/evidence.png', animations: 'disabled' });
  await steps.first().click();
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  await expect(cellAt(page, 7).locator('.jp-MLDebt-trail')).not.toHaveClass(/jp-mod-current/);
  await steps.first().press('Escape');
  await expect(numbers).toHaveCount(0);
  await steps.first().click();
  await expect(numbers).not.toHaveCount(0);
  await replaceSource(page, 7, 'print(model)');
  await expect(numbers).toHaveCount(0);
});

test('the share of glue and the preparation graph lead to the cells, in light and dark', async ({ page, tmpPath }) => {
  const asked: string[][] = [];
  page.on('request', request => {
    if (request.url().endsWith('/jupyter-mldebt/check')) {
      asked.push(request.postDataJSON().include);
    }
  });
  await openNotebook(page, `${tmpPath}/patients.ipynb`, notebookText(PATIENTS));
  const panel = await showPanel(page);
  const line = panel.getByRole('button', { name: /^Glue \d+ %/ });
  await expect(line).toBeVisible();
  expect(asked.every(include => include.join() === 'work')).toBe(true);
  await line.click();
  await expect(panel.getByRole('tab', { name: 'Glue' })).toHaveAttribute('aria-selected', 'true');
  await panel.getByRole('button', { name: /^load/ }).click();
  await expect(panel).toContainText('Cells with “load”');
  await panel.locator('.jp-MLDebt-glueCells button').first().click();
  await expect(cellAt(page, 1)).toHaveClass(/jp-MLDebt-flash/);

  const graph = panel.getByRole('group', { name: /^Preparation graph/ });
  await graph.getByRole('button', { name: /visits\.csv, input/ }).click();
  await expect(cellAt(page, 1)).toHaveClass(/jp-mod-active/);
  await graph
    .getByRole('button', { name: /, join, cell 3/ })
    .first()
    .click();
  await expect(cellAt(page, 3)).toHaveClass(/jp-MLDebt-flash/);
  await graph.locator('[tabindex="0"]').focus();
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press('ArrowDown');
  }
  await expect(graph.locator(':focus')).toHaveAttribute('aria-label', /LogisticRegression|model/);
  await page.keyboard.press('Enter');
  await expect(cellAt(page, 6)).toHaveClass(/jp-mod-active/);
  for (const theme of ['Light', 'Dark']) {
    await command(page, 'apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await expect(page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`)).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).include('.jp-MLDebt-Panel').analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
    await page.screenshot({ path: `test-results/glue-${theme.toLowerCase()}.png`, animations: 'disabled' });
  }
});
