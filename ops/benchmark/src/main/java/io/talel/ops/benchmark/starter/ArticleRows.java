package io.talel.ops.benchmark.starter;

import java.util.Optional;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.JpaRepository;

interface ArticleRows extends JpaRepository<ArticleRow, String> {

    Optional<ArticleRow> findBySlug(String slug);

    Page<ArticleRow> findByAuthor(String author, Pageable page);
}
