import * as a11y from '@storybook/addon-a11y/preview';
import { setProjectAnnotations } from '@storybook/web-components-vite';
import preview from './preview.ts';

setProjectAnnotations([a11y, preview]);
