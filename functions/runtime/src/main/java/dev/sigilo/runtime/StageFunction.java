package dev.sigilo.runtime;

import dev.sigilo.records.Canary;
import dev.sigilo.records.CodeVersion;
import dev.sigilo.records.OriginalEnvelope;
import dev.sigilo.records.Provenance;
import dev.sigilo.records.RecordFormatException;
import dev.sigilo.records.RejectReason;
import dev.sigilo.records.RejectedRecord;
import dev.sigilo.records.Treatment;
import org.apache.pulsar.functions.api.Context;
import org.apache.pulsar.functions.api.Function;
import org.apache.pulsar.functions.api.Record;

/**
 * One stage of the chain as a Pulsar Function: bytes in, one message out. A subclass reads its configuration in {@link
 * #open} and turns an input into an output in {@link #handle}.
 *
 * <p>A fault of an input becomes one {@link RejectedRecord} on the topic that {@code rejectedTopic} in the user config
 * names. No exception is thrown to the runtime, which would log the message and stop; the only one is {@link
 * StageStoppedException}, when the function is being stopped. Null is never returned, because the runtime would then
 * acknowledge a message that produced no output. The runtime acknowledges the input when the output is stored
 * (guarantee ATLEAST_ONCE).
 *
 * <p>User config: {@code rejectedTopic} (required), {@code maxOutputBytes} (default 4,194,304; keep it under the
 * broker's maxMessageSize).
 */
public abstract class StageFunction extends RunningStage implements Function<byte[], Record<byte[]>> {
    /** The default maximum size of an output; Pulsar's own limit is 5 MiB including the message's metadata. */
    public static final int DEFAULT_MAX_OUTPUT_BYTES = 4 * 1024 * 1024;

    static final int MOST_OUTPUT_BYTES = 64 * 1024 * 1024;

    private final String stage;
    private RejectOutput rejects;

    /** @param stage the stage's name in rejected records and the log */
    protected StageFunction(String stage) {
        this.stage = stage;
    }

    /**
     * Returns the stage's name. A function that serves several stages overrides it and returns the name of the
     * configured stage once {@link #open} has returned.
     */
    protected String stage() {
        return stage;
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
     * @param type       the type that the sending stage gave the message, or null
     * @throws StageFault            if the record must be rejected
     * @throws RecordFormatException if the bytes are not of the stage's input type
     */
    protected abstract OutputMessage handle(byte[] input, Provenance provenance, String type)
            throws StageFault, RecordFormatException;

    /**
     * Returns the bytes to seal of the original message. A later stage takes the message from its input.
     *
     * @return bytes from {@link OriginalEnvelope}, by default of the input itself as JSON
     */
    protected byte[] originalOf(byte[] input) {
        return OriginalEnvelope.bytes(null, input);
    }

    /** Returns the provenance of the raw message, by default the input's own. A later stage takes it from its input. */
    protected Provenance provenanceOf(byte[] input, Provenance own) {
        return own;
    }

    /**
     * Returns the record's token for a reject; null, the default, if the stage does not know it or the input is not of
     * its type. Must not throw.
     */
    protected String recordTokenOf(byte[] input) {
        return null;
    }

    /**
     * Returns the patient's token for a reject; null, the default, if the stage has no token key, the record cannot be
     * read, or it names no patient. Must not throw.
     */
    protected String patientTokenOf(byte[] input) {
        return null;
    }

    /**
     * Returns the policy of the stage for its rejects; by default, for stages without a policy, only the version of the
     * code.
     */
    protected Treatment treatment() {
        return new Treatment(null, 0, null, null, CodeVersion.current());
    }

    /** Returns the current message's line number in the published file, as its publisher gave it; 0 if it gave none. */
    protected final long line() {
        return InputMessages.line(context.getCurrentRecord());
    }

    /**
     * Returns whether the current message belongs to a {@link Canary}. The stage then marks its output, including a
     * reject. By default, a marked message belongs to a canary.
     *
     * @param input the message's bytes
     */
    protected boolean isCanary(byte[] input) {
        return InputMessages.isCanary(context.getCurrentRecord());
    }

    /** Logs a warning about the function's environment. The text must not contain a name or value from a record. */
    protected final void warn(String what) {
        context.getLogger().warn("{}: {}", stage(), what);
    }

    @Override
    public final void initialize(Context context) {
        StageConfig config = new StageConfig(context);
        rejects = RejectOutput.open(config, this::open);
        try {
            config.check();
        } catch (IllegalArgumentException fault) {
            close();
            throw fault;
        }
        NullValueGuard.installOrWarn(context, stage());
    }

    /** Releases the resources that {@link #open} acquired; none by default. Does not throw. */
    @Override
    public void close() {}

    @Override
    public final Record<byte[]> process(byte[] input, Context context) {
        this.context = context;
        Provenance provenance = InputMessages.provenance(context.getCurrentRecord());
        OutputMessage output;
        try {
            output = handle(input, provenance, InputMessages.type(context.getCurrentRecord()));
            if (output.getValue().length > rejects.maxOutputBytes()) {
                output = reject(input, provenance, new StageFault(RejectReason.OUTPUT_TOO_LARGE, null, -1, null));
                context.recordMetric("rejected_" + RejectReason.OUTPUT_TOO_LARGE.code(), 1);
            }
        } catch (StageFault fault) {
            output = reject(input, provenance, fault);
            context.recordMetric("rejected_" + fault.reason().code(), 1);
        } catch (RecordFormatException fault) {
            output = reject(input, provenance, new StageFault(fault.reason(), fault.field(), fault.position(), null));
            context.recordMetric("rejected_" + fault.reason().code(), 1);
        } catch (StageStoppedException stopped) {
            throw stopped;
        } catch (RuntimeException | StackOverflowError fault) {
            // A bug in our code. It must not stop the stream, and its message may quote the record, so only its
            // location is logged.
            output = reject(input, provenance, new StageFault(RejectReason.INTERNAL_FAULT, null, -1, null));
            context.recordMetric("rejected_" + RejectReason.INTERNAL_FAULT.code(), 1);
            context.getLogger()
                    .error(
                            "{} rejected message {}: {} at {}",
                            stage(),
                            provenance.messageId(),
                            fault.getClass().getName(),
                            place(fault));
        }
        return isCanary(input) ? output.ofCanary() : output;
    }

    private OutputMessage reject(byte[] input, Provenance own, StageFault fault) {
        Provenance provenance = provenanceOf(input, own);
        String token = fault.recordToken() != null ? fault.recordToken() : recordTokenOf(input);
        return rejects.of(
                stage(),
                treatment(),
                fault,
                new RejectOutput.Rejected(
                        token != null ? token : RejectedRecord.tokenOf(provenance),
                        patientTokenOf(input),
                        line(),
                        provenance,
                        originalOf(input)));
    }

    /** Returns the innermost location in our own code, which is all that may be logged of a fault. */
    static String place(Throwable fault) {
        for (StackTraceElement frame : fault.getStackTrace()) {
            if (frame.getClassName().startsWith("dev.sigilo.")) {
                return frame.getClassName() + ":" + frame.getLineNumber();
            }
        }
        return "unknown";
    }
}
