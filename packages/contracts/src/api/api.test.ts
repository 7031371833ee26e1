import { expect, test } from 'vitest';
import { apiErrors, idSchema, themeSchema } from '../index.ts';
import { mediaErrors } from '../errors.ts';

test('an id is its prefix and a UUIDv7 in base 32', () => {
  const id = idSchema('upload');
  expect(id.safeParse('upload_01jb2kq1f9ey8r2z0v3n4m5p6q').success).toBe(true);
  expect(id.safeParse('analysis_01jb2kq1f9ey8r2z0v3n4m5p6q').success).toBe(false);
  expect(id.safeParse('upload_81jb2kq1f9ey8r2z0v3n4m5p6q').success).toBe(false);
  expect(id.safeParse('upload_01jb2kq1f9ey8r2z0v3n4m5p6qq').success).toBe(false);
  expect(id.safeParse("upload_01jb2kq1f9ey8r2z0v3n4m5p6'").success).toBe(false);
});

test('every error of media is one of the API, with its own title', () => {
  for (const [code, title] of Object.entries(mediaErrors)) {
    expect(apiErrors).toHaveProperty(code, { status: 422, title });
  }
});

test('a theme cannot smuggle anything into a style sheet by its colours', () => {
  const parsed = themeSchema.shape.light.safeParse({ primary: 'red;}body{display:none' });
  expect(parsed.success).toBe(false);
});
