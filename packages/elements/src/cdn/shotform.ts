/**
 * What a page's script tag names: `<script type="module" src=".../widget/v1/shotform.js"></script>`. Its address stays and it is
 * tiny; what it fetches is named by its content and can be kept for ever.
 */
if (!customElements.get('shotform-widget')) void import('../widget/define.ts');
