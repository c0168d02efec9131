package dev.sigilo.stack;

/** Where Pulsar runs the functions and sinks. */
public enum FunctionRuntime {
    /** In threads of the broker's own process: little memory, quick to start. */
    THREAD,
    /** In a process each: slower to start and larger, but one can be killed without the others. */
    PROCESS
}
