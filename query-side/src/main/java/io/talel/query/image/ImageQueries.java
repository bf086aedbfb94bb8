package io.talel.query.image;

import io.talel.kernel.image.ImageQuery.FindImage;
import io.talel.kernel.image.ImageQuery.ListImagesOf;
import io.talel.kernel.image.ImageView;
import io.talel.query.datasource.ReadModel;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.axonframework.queryhandling.QueryHandler;

/** Answers questions about images. */
final class ImageQueries {

    private final ReadModel readModel;

    ImageQueries(ReadModel readModel) {
        this.readModel = readModel;
    }

    @QueryHandler
    Optional<ImageView> find(FindImage query) {
        return readModel.read(entities -> ofOwner(entities, query));
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
