import type { Preview } from '@storybook/web-components-vite';
import './page.css';

const preview: Preview = {
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { disable: true },
  },
};

export default preview;
