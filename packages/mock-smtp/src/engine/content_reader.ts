import {
  answerContent,
  noteDataBegins,
  refuseChunk,
  tryParseChunk,
} from "../commands/data_command.ts";
import type { ContentBudget } from "./content_budget.ts";
import { DataReader } from "./data_reader.ts";
import type { Answer, Dialogue } from "./dialogue.ts";
import type { FaultSource, ReplyPipeline } from "./reply_pipeline.ts";
import type { SmtpReply } from "./smtp_reply.ts";

interface Chunk {
  readonly isLast: boolean;
  readonly sizeBytes: number;
  readonly refusal: SmtpReply | undefined;
  remaining: number;
}

/** What the reading of content needs from the server. */
export interface ContentHost {
  readonly faults: Pick<FaultSource, "isEmpty" | "contentMarks">;
  readonly budget: ContentBudget;
}

const NO_MARKS: readonly number[] = [];

/** Takes in the content of a message, by DATA or by BDAT, and answers its end. */
export class ContentReader {
  readonly #dialogue: Dialogue;
  readonly #pipeline: ReplyPipeline;
  readonly #contentMarks: () => readonly number[];
  readonly #budget: ContentBudget;
  #data: DataReader | undefined;
  #chunk: Chunk | undefined;
  // The byte counts at which faults are due, nearest first; only while content comes.
  #marks: readonly number[] | undefined;
  #received = 0;
  #hasRoom = true;

  constructor(dialogue: Dialogue, pipeline: ReplyPipeline, host: ContentHost) {
    this.#dialogue = dialogue;
    this.#pipeline = pipeline;
    this.#contentMarks = () =>
      host.faults.isEmpty
        ? NO_MARKS
        : [...new Set(host.faults.contentMarks())].sort((a, b) => a - b);
    this.#budget = host.budget;
  }

  /** Gives back the room that content took, finished or not. */
  abandon(): void {
    this.#budget.give(this.#received);
    this.#marks = undefined;
    this.#received = 0;
    this.#hasRoom = true;
  }

  /** Reads what is content from `offset` on and returns the offset behind it. */
  consume(chunk: Buffer, offset: number): number {
    this.#marks ??= this.#contentMarks();
    const mark = this.#marks[0];
    if (mark !== undefined && mark <= this.#received) {
      this.#marks = this.#marks.slice(1);
      this.#pipeline.conclude({ stage: "content", reply: null, step: mark });
      return offset;
    }
    const limit = mark === undefined ? chunk.length : offset + mark - this.#received;
    const part = limit < chunk.length ? chunk.subarray(0, limit) : chunk;
    // Counted before the end is answered, which starts the count anew.
    this.#received += part.length - offset;
    this.#hasRoom = this.#budget.take(part.length - offset) && this.#hasRoom;
    return this.#dialogue.mode === "data"
      ? this.#consumeData(part, offset)
      : this.#consumeChunk(part, offset);
  }

  /** BDAT: its bytes come at once, whether it is refused or not (RFC 3030, 2). */
  openChunk(argument: string): void {
    const command = tryParseChunk(argument);
    if (command === undefined) {
      const text = "BDAT needs a size and perhaps LAST";
      this.#pipeline.conclude({ stage: "data", reply: { code: 501, status: "5.5.4", text } });
      return;
    }
    if (this.#dialogue.transaction?.chunks === undefined) {
      this.abandon();
    }
    noteDataBegins(this.#dialogue);
    const refusal = refuseChunk(this.#dialogue);
    this.#chunk = { ...command, refusal, remaining: command.sizeBytes };
    this.#dialogue.mode = "bdat";
    if (command.sizeBytes === 0) {
      this.#finishChunk(this.#chunk);
    }
  }

  #consumeData(chunk: Buffer, offset: number): number {
    const limit = this.#dialogue.settings.sizeLimitBytes;
    // A stuffed dot costs one byte in four at most, so nothing within the limit is longer.
    this.#data ??= new DataReader(Math.ceil((limit * 4) / 3) + 8);
    const data = this.#data;
    if (!this.#hasRoom) {
      data.discard();
    }
    const end = data.take(chunk, offset);
    if (data.ended) {
      this.#data = undefined;
      this.#pipeline.heard(`[${data.sizeBytes} bytes of data]`, false);
      this.#conclude(
        answerContent(this.#dialogue, {
          transfer: "DATA",
          pieces: data.pieces,
          sizeBytes: data.sizeBytes,
          overflowed: data.overflowed,
          hadRoom: this.#hasRoom,
        }),
      );
    }
    return end;
  }

  #consumeChunk(chunk: Buffer, offset: number): number {
    const current = this.#chunk;
    if (current === undefined) {
      return chunk.length;
    }
    const end = Math.min(chunk.length, offset + current.remaining);
    current.remaining -= end - offset;
    if (current.refusal === undefined) {
      this.#keep(chunk.subarray(offset, end));
    }
    if (current.remaining === 0) {
      this.#finishChunk(current);
    }
    return end;
  }

  #keep(bytes: Buffer): void {
    const { transaction, settings } = this.#dialogue;
    if (transaction === undefined) {
      return;
    }
    transaction.chunkBytes += bytes.length;
    transaction.chunks ??= [];
    if (transaction.chunkBytes > settings.sizeLimitBytes || !this.#hasRoom) {
      transaction.chunks.length = 0;
    } else {
      transaction.chunks.push(bytes);
    }
  }

  #finishChunk(chunk: Chunk): void {
    const { transaction, settings } = this.#dialogue;
    this.#chunk = undefined;
    this.#dialogue.mode = "command";
    this.#pipeline.heard(`[${chunk.sizeBytes} bytes of data]`, false);
    if (chunk.refusal !== undefined) {
      this.#pipeline.conclude({ stage: "data", reply: chunk.refusal });
    } else if (chunk.isLast) {
      const pieces = transaction?.chunks ?? [];
      const sizeBytes = transaction?.chunkBytes ?? 0;
      const overflowed = sizeBytes > settings.sizeLimitBytes;
      const hadRoom = this.#hasRoom;
      const content = { transfer: "BDAT" as const, pieces, sizeBytes, overflowed, hadRoom };
      this.#conclude(answerContent(this.#dialogue, content));
    } else {
      const text = `${chunk.sizeBytes} bytes received`;
      this.#pipeline.conclude({
        stage: "data",
        reply: { code: 250, status: "2.0.0", text },
        refused: () => {
          // Part of a message is none (RFC 3030, 2).
          if (transaction !== undefined) transaction.hasFailed = true;
        },
      });
    }
  }

  #conclude(answer: Answer): void {
    this.abandon();
    this.#pipeline.conclude(answer);
  }
}
