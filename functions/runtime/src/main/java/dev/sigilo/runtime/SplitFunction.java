package dev.sigilo.runtime;

import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Treatment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Function;

/**
 * A stage that makes several messages of one: bytes in, one message or more out. A subclass reads its configuration in
 * {@link #open} and turns an input into outputs in {@link #split}.
 *
 * <p>The function is asynchronous: it sends every output through the context, and its future completes when the broker
 * has stored all of them. Only then does the runtime acknowledge the input. If one cannot be stored, the future fails
 * and the runtime asks for the input again, which gives the same outputs again. All outputs leave by the same producer
 * of their topic, in the order of the inputs. The future's value is null, because nothing is left to send.
 *
 * <p>Faults of an input or of a part of it become {@link RejectedRecord}s, as in {@link StageFunction}. User config:
 * {@code rejectedTopic} (required), {@code maxOutputBytes} (default 4,194,304).
 */
public abstract class SplitFunction extends RunningStage implements Function<byte[], CompletableFuture<byte[]>> {
    /** How many bytes of outputs may wait for the broker before the function waits too. */
    private static final int MOST_WAITING_BYTES = 32 * 1024 * 1024;

    private final String stage;
    private final Semaphore waiting = new Semaphore(MOST_WAITING_BYTES);
    private RejectOutput rejects;

    /** @param stage the stage's name in rejected records and the log */
    protected SplitFunction(String stage) {
        this.stage = stage;
    }

    /**
     * Reads the stage's configuration and builds its core.
     *
     * @return the sealer for the originals of rejected messages
     */
    protected abstract OriginalSealer open(StageConfig config);

    /**
     * Processes one message.
     *
     * @param input      the message's bytes
     * @param provenance its position and time
     * @return one output or more
     * @throws RecordFormatException if the message as a whole must be rejected
     */
    protected abstract List<OutputMessage> split(byte[] input, Provenance provenance) throws RecordFormatException;

    /**
     * Returns the bytes to seal of the whole message, from {@link dev.sigilo.records.OriginalEnvelope}.
     *
     * @param input the message's bytes
     */
    protected abstract byte[] originalOf(byte[] input);

    /** Returns the version of the code for rejected records. */
    protected abstract Treatment treatment();

    /** Returns whether the message is a {@link dev.sigilo.records.Canary}'s, whose outputs are marked. */
    protected abstract boolean isCanary(byte[] input);

    /** Returns whether an output is small enough for a Pulsar message. */
    protected final boolean fits(OutputMessage output) {
        return output.getValue().length <= rejects.maxOutputBytes();
    }

    /**
     * Rejects one part of a message.
     *
     * @param reason     why
     * @param place      the place of the fault in the message
     * @param provenance the part, as {@link Provenance#ofPart} gives it
     * @param original   the bytes to seal of the part, from {@link dev.sigilo.records.OriginalEnvelope}
     */
    protected final OutputMessage reject(RejectReason reason, String place, Provenance provenance, byte[] original) {
        return reject(new StageFault(reason, place, -1, null), provenance, original);
    }

    private OutputMessage reject(StageFault fault, Provenance provenance, byte[] original) {
        count("rejected_" + fault.reason().code(), 1);
        return rejects.of(
                stage,
                treatment(),
                fault,
                new RejectOutput.Rejected(
                        RejectedRecord.tokenOf(provenance),
                        null,
                        InputMessages.line(context.getCurrentRecord()),
                        provenance,
                        original));
    }

    @Override
    public final void initialize(Context context) {
        StageConfig config = new StageConfig(context);
        rejects = RejectOutput.open(config, this::open);
        config.check();
        NullValueGuard.installOrWarn(context, stage);
    }

    @Override
    public final CompletableFuture<byte[]> process(byte[] input, Context context) {
        this.context = context;
        List<OutputMessage> outputs = outputsOf(input);
        long bytes =
                outputs.stream().mapToLong(output -> output.getValue().length).sum();
        int permits = (int) Math.min(bytes, MOST_WAITING_BYTES);
        try {
            waiting.acquire(permits);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StageStoppedException();
        }
        List<CompletableFuture<MessageId>> stored = new ArrayList<>(outputs.size());
        for (OutputMessage output : outputs) {
            stored.add(send(output));
        }
        return CompletableFuture.allOf(stored.toArray(CompletableFuture<?>[]::new)).handle((nothing, fault) -> {
            waiting.release(permits);
            if (fault != null) {
                throw new OutputNotStoredException(fault);
            }
            return null;
        });
    }

    private List<OutputMessage> outputsOf(byte[] input) {
        Provenance provenance = InputMessages.provenance(context.getCurrentRecord());
        List<OutputMessage> outputs;
        try {
            outputs = split(input, provenance);
        } catch (RecordFormatException fault) {
            outputs = List.of(reject(
                    new StageFault(fault.reason(), fault.field(), fault.position(), null),
                    provenance,
                    originalOf(input)));
        } catch (RuntimeException | StackOverflowError fault) {
            // A bug in our code or a library. It must not stop the stream, and its message may quote the record, so
            // only its location is logged.
            outputs = List.of(
                    reject(new StageFault(RejectReason.INTERNAL_FAULT, null, -1, null), provenance, originalOf(input)));
            context.getLogger()
                    .error(
                            "{} rejected message {}: {} at {}",
                            stage,
                            provenance.messageId(),
                            fault.getClass().getName(),
                            StageFunction.place(fault));
        }
        long line = InputMessages.line(context.getCurrentRecord());
        boolean canary = isCanary(input);
        return outputs.stream()
                .map(output -> output.withLine(line))
                .map(output -> canary ? output.ofCanary() : output)
                .toList();
    }

    private CompletableFuture<MessageId> send(OutputMessage output) {
        try {
            return context.newOutputMessage(
                            output.getDestinationTopic().orElse(context.getOutputTopic()), output.getSchema())
                    .key(output.getKey().orElseThrow())
                    .properties(output.getProperties())
                    .value(output.getValue())
                    .sendAsync();
        } catch (PulsarClientException | RuntimeException fault) {
            return CompletableFuture.failedFuture(fault);
        }
    }
}
