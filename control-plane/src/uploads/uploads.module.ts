import { Module } from '@nestjs/common';
import { UploadCompletion } from './completion.ts';
import { UploadsController } from './uploads.controller.ts';
import { Uploads } from './uploads.ts';

@Module({ controllers: [UploadsController], providers: [Uploads, UploadCompletion] })
export class UploadsModule {}
