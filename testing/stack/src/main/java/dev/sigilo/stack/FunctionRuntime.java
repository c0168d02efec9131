package dev.sigilo.stack;

/** Where Pulsar runs the functions and sinks. */
public enum FunctionRuntime {
    /** In threads of the broker's own process, which needs little memory and starts quickly. */
    THREAD,
    /** Each in a separate process, which is slower to start and larger, but one can be killed without the others. */
    PROCESS
}
