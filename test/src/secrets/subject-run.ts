import type { AnyCloud, Cloud, ConnectOptions } from 'portolan';
import { connect, isCloudError } from 'portolan';
import { collectTokens } from './issued-tokens.ts';
import { expectClean, Marks } from './marks.ts';
import { Outlets } from './outlets.ts';
import { marksOf, SUBJECTS, type Subject } from './subjects.ts';

/** One subject under watch. Connections opened here have their tokens collected; `clean` fails if any secret got out. */
export class SubjectRun {
  readonly subject: Subject;
  readonly marks: Marks = new Marks();
  readonly outlets: Outlets = new Outlets();

  private constructor(subject: Subject) {
    this.subject = subject;
    marksOf(subject, this.marks);
  }

  static async of(name: string): Promise<SubjectRun> {
    const open = SUBJECTS[name];
    if (open === undefined) throw new Error(`no subject ${name}`);
    return new SubjectRun(await open());
  }

  open(fields: Readonly<Record<string, unknown>> = {}, options: ConnectOptions = {}): Promise<Cloud> {
    return connect({ maxAttempts: 2, timeoutMs: 10_000, ...this.subject.profile, ...fields } as never, {
      env: {},
      home: '/nowhere',
      random: () => 0,
      transport: collectTokens(this.marks),
      ...options,
    });
  }

  /** Opens, works, closes; what is thrown, and the connection itself, go to the outlets. */
  async with(where: string, fields: Readonly<Record<string, unknown>>, work: (cloud: AnyCloud) => Promise<unknown>): Promise<void> {
    try {
      await using cloud = await this.open(fields);
      await work(cloud);
      this.outlets.value(cloud, `${where}: the connection`);
      this.outlets.value(cloud.native, `${where}: the native client`);
    } catch (error) {
      if (!isCloudError(error)) throw error;
      this.outlets.error(error, where);
    }
  }

  clean(): void {
    expectClean(this.outlets.findings(this.marks));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.outlets.close();
    await this.subject.close();
  }
}
