package io.talel.query.image;

import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageQuery.FindProjectedImages;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.kernel.image.ProjectedImages;
import io.talel.query.datasource.ReadModelReader;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers questions about images. */
final class ImageQueries {

    /** A null token is before the first event. A gap is a place that a segment has not seen. */
    private static final String SHOWN = """
            SELECT coalesce(min(coalesce(
                       least((position ->> 'index')::bigint,
                             coalesce(position -> 'gaps' -> 0 ->> 0, position -> 'gaps' ->> 0)::bigint - 1),
                       -1)), -1) AS place,
                   ARRAY(SELECT DISTINCT stream
                         FROM read_model.dead_letter letter
                         JOIN read_model.generation USING (projection)
                         WHERE projection = 'image' AND active AND letter.generation = number) AS parked
            FROM read_model.token_entry
            CROSS JOIN LATERAL (SELECT convert_from(token, 'UTF8')::jsonb AS position) stored
            WHERE processor_name = 'image'
            """;

    private final ReadModelReader readModel;

    ImageQueries(ReadModelReader readModel) {
        this.readModel = readModel;
    }

    @QueryHandler
    Optional<ImageView> find(FindImage query) {
        return readModel.read(entities -> ofOwner(entities, query));
    }

    @QueryHandler
    ProjectedImages shown(FindProjectedImages query) {
        return readModel
                .first(
                        SHOWN,
                        (row, _) -> new ProjectedImages(row.getLong("place"), List.of((String[])
                                row.getArray("parked").getArray())))
                .orElseThrow();
    }

    @QueryHandler
    List<ImageView> list(ListImagesOf query) {
        return readModel.read(entities -> entities
                .createQuery("from ImageRow where ownerId = :owner and id > :after order by id", ImageRow.class)
                .setParameter("owner", query.ownerId().value())
                .setParameter("after", query.after())
                .setMaxResults(query.limit())
                .getResultList()
                .stream()
                .map(ImageRow::view)
                .toList());
    }

    private static Optional<ImageView> ofOwner(EntityManager entities, FindImage query) {
        return entities
                .createQuery("from ImageRow where ownerId = :owner and file = :file", ImageRow.class)
                .setParameter("owner", query.ownerId().value())
                .setParameter("file", query.file().value())
                .getResultList()
                .stream()
                .findFirst()
                .map(ImageRow::view);
    }
}
