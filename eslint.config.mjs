// ESLint: the recommended sets and the rules of React's hooks; layout is Prettier's.
import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import ts from 'typescript-eslint';

export default ts.config(
  { ignores: ['**/node_modules', 'lib', 'build', 'jupyter_mldebt', 'src/report.ts', 'ui-tests/test-results'] },
  js.configs.recommended,
  ts.configs.recommended,
  {
    files: ['src/**'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      eqeqeq: 'error',
      curly: 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'prefer-arrow-callback': 'error',
      '@typescript-eslint/consistent-type-imports': 'off'
    }
  },
  {
    files: ['scripts/**', '**/*.config.js', 'ui-tests/**'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    rules: {
      '@typescript-eslint/no-require-imports': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      'no-empty-pattern': 'off'
    }
  }
);
