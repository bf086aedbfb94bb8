package io.talel.ops.console.web.backup;

import io.talel.ops.backup.runs.Task;

/** Runs that the page can start. */
enum BackupAction {
    INCREMENTAL(
            Task.INCREMENTAL,
            "backup run",
            "A backup is made of what is new since the last one; of everything, if there is none."),
    FULL(
            Task.FULL,
            "backup run --full",
            "A backup of all events is made, which takes the longer, the longer the log is."),
    VERIFY(
            Task.VERIFY,
            "backup verify",
            "The newest backup, all that it continues and the keys that belong to it are read and compared with what"
                    + " was written."),
    DEEP(
            Task.VERIFY,
            "backup verify --deep",
            "The newest backup, all that it continues and the keys that belong to it are read and decrypted, and every"
                    + " event is looked at."),
    DRILL(
            Task.DRILL,
            "backup drill",
            "The newest backup is restored into a database that is there for that only, beside the live one, and the read"
                    + " models that come out are compared with the live ones. Nothing that is live is touched.");

    private final Task task;
    private final String command;
    private final String effect;

    BackupAction(Task task, String command, String effect) {
        this.task = task;
        this.command = command;
        this.effect = effect;
    }

    /** Task that the run is recorded as. */
    Task task() {
        return task;
    }

    /** The command as typed. */
    String command() {
        return command;
    }

    /** The effect, in a sentence. */
    String effect() {
        return effect;
    }
}
