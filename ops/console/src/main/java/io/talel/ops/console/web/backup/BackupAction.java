package io.talel.ops.console.web.backup;

import io.talel.ops.backup.runs.Task;

/** Runs that the page can start. */
enum BackupAction {
    INCREMENTAL(
            Task.INCREMENTAL, "backup run", "Makes an incremental backup, or a full one if there is none to continue."),
    FULL(Task.FULL, "backup run --full", "Makes a full backup. Its duration grows with the log."),
    VERIFY(Task.VERIFY, "backup verify", "Verifies the newest backup, everything it builds on, and its keys."),
    DEEP(
            Task.VERIFY,
            "backup verify --deep",
            "Verifies the newest backup, everything it builds on, and its keys; decrypts them and reads every event."),
    DRILL(
            Task.DRILL,
            "backup drill",
            "Restores the newest backup into a scratch database on the live server, and compares its read models with"
                    + " the live ones. Changes nothing live.");

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

    String command() {
        return command;
    }

    String effect() {
        return effect;
    }
}
