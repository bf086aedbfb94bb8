package io.talel.ops.console.projections;

import static io.talel.ops.backup.store.OperatorStatements.READ_MODEL;

import io.talel.ops.backup.outcome.Refused;
import io.talel.ops.backup.projections.LastRebuild;
import io.talel.ops.backup.projections.Pause;
import io.talel.ops.backup.projections.Projection;
import io.talel.ops.backup.projections.ProjectionQuery;
import io.talel.ops.backup.store.Rows;
import java.sql.Connection;
import java.sql.SQLException;

/** Requests to nodes, and to rebuilds on any machine, by rows of a table. Projections and rebuilds stop within seconds. */
public enum ProjectionRequest {
    PAUSE(
            "No node works on %s until it is resumed; its rows get out of date.",
            "%s is paused.", "%s is paused already."),
    RESUME("The nodes resume %s from where it stopped.", "%s is resumed.", "%s is not paused."),
    CANCEL(
            "The rebuild of %s ends, and its new generation is removed; the live generation stays.",
            "The rebuild of %s was asked to stop.", "No rebuild of %s is running.");

    private final String effect;
    private final String done;
    private final String refusal;

    /** Each is a sentence with {@code %s} for the projection. */
    ProjectionRequest(String effect, String done, String refusal) {
        this.effect = effect;
        this.done = done;
        this.refusal = refusal;
    }

    /** What it does, in a sentence. */
    public String effect(String projection) {
        return effect.formatted(projection);
    }

    /** What was done, in a sentence. */
    public String done(String projection) {
        return done.formatted(projection);
    }

    /** @throws Refused if the request is not possible now */
    public void check(Projection projection) {
        LastRebuild rebuild = projection.rebuild();
        if (this == CANCEL && rebuild != null && rebuild.dead()) {
            throw new Refused("The rebuild of %s died with its process %s; the next one clears up after it."
                    .formatted(projection.name(), rebuild.process()));
        }
        boolean possible =
                switch (this) {
                    case PAUSE -> projection.pause() == null;
                    case RESUME -> projection.pause() != null;
                    case CANCEL -> rebuild != null && rebuild.running();
                };
        if (!possible) {
            throw new Refused(refusal.formatted(projection.name()));
        }
    }

    /**
     * Checks the request again, and makes it.
     *
     * @param operator is recorded with a pause only, and so is the reason
     * @return what was done
     */
    public String send(Connection readModel, String projection, String operator, String reason) throws SQLException {
        check(new ProjectionQuery(readModel).known(projection));
        int changed =
                switch (this) {
                    case PAUSE -> Rows.change(readModel, READ_MODEL.get("pause"), projection, operator, reason);
                    case RESUME -> Rows.change(readModel, READ_MODEL.get("resume"), projection);
                    case CANCEL -> Rows.change(readModel, READ_MODEL.get("cancel-rebuild"), projection);
                };
        if (changed == 0) {
            throw new Refused(refusal.formatted(projection));
        }
        return done(projection);
    }

    /** Whether the request was made, for the case that the database's answer was lost. */
    public boolean isMade(Projection projection, String operator, String reason) {
        Pause pause = projection.pause();
        LastRebuild rebuild = projection.rebuild();
        return switch (this) {
            case PAUSE ->
                pause != null
                        && pause.operator().equals(operator)
                        && pause.reason().equals(reason);
            case RESUME -> pause == null;
            case CANCEL -> rebuild != null && rebuild.cancelRequested();
        };
    }
}
