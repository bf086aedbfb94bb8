package io.talel.query.datasource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.orm.jpa.hibernate.HibernateExceptionTranslator;

/** The read models as the queries see them. */
public final class ReadModel {

    private final HibernateExceptionTranslator translator = new HibernateExceptionTranslator();
    private final EntityManagerFactory entityManagers;

    ReadModel(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    /**
     * Runs all the reads of one query in one transaction, READ ONLY and REPEATABLE READ: they see one state and one
     * generation.
     *
     * @throws org.springframework.dao.DataAccessException when the database cannot be reached or does not answer in time
     */
    public <T> T read(Function<EntityManager, T> reads) {
        try {
            return entityManagers.callInTransaction(reads::apply);
        } catch (RuntimeException e) {
            throw DataAccessUtils.translateIfNecessary(e, translator);
        }
    }
}
