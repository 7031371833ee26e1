/** What the loader fetches, and what that fetches later: where the build begins to split. */
void import('../widget/define.ts');
