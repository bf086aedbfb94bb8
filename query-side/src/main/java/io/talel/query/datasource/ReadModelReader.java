package io.talel.query.datasource;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.support.DataAccessUtils;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.orm.jpa.hibernate.HibernateExceptionTranslator;

/**
 * The read models as the queries see them. Every query is one statement and one round trip: the statement is a transaction of
 * its own, so it sees one state and one generation. The methods throw a {@link org.springframework.dao.DataAccessException}
 * when the database cannot be reached or does not answer in time.
 */
public final class ReadModelReader {

    private final HibernateExceptionTranslator translator = new HibernateExceptionTranslator();
    private final JdbcTemplate jdbc;
    private final EntityManagerFactory entityManagers;

    ReadModelReader(DataSource dataSource, EntityManagerFactory entityManagers) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.entityManagers = entityManagers;
    }

    /** Reads the first row. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        return all(sql, rows -> rows.next() ? Optional.of(mapper.mapRow(rows, 1)) : Optional.empty(), parameters);
    }

    /** Reads all rows. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        return jdbc.query(sql, mapper, parameters);
    }

    /** Reads all rows into one answer. */
    public <T> T all(String sql, ResultSetExtractor<T> answer, Object... parameters) {
        return Objects.requireNonNull(jdbc.query(sql, answer, parameters));
    }

    /** Reads through entities, for queries that need not be fast. */
    public <T> T read(Function<EntityManager, T> statement) {
        try (EntityManager entities = entityManagers.createEntityManager()) {
            return statement.apply(entities);
        } catch (RuntimeException e) {
            throw DataAccessUtils.translateIfNecessary(e, translator);
        }
    }
}
