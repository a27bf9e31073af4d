"""What SQLAlchemy does. An engine connects when it is used."""

from __future__ import annotations

from jupyter_mldebt.knowledge.entries import each
from jupyter_mldebt.knowledge.known import Known

CALLS: dict[str, Known] = {
    **each("sqlalchemy", "create_engine engine_from_config", Known(role="load")),
    **each(
        "sqlalchemy",
        "BigInteger Boolean CheckConstraint Column Date DateTime Enum Float ForeignKey Index Integer Interval JSON LargeBinary MetaData "
        "Numeric PrimaryKeyConstraint SmallInteger String Table Text Time UniqueConstraint Unicode and_ asc between bindparam case cast "
        "column delete desc distinct exists extract false func insert join label literal literal_column not_ null or_ outerjoin select "
        "table text true tuple_ type_coerce union union_all update",
        Known(),
    ),
    "sqlalchemy.inspect": Known(effect="read"),
    **each("sqlalchemy.orm", "Session sessionmaker scoped_session", Known(role="load")),
    **each("sqlalchemy.orm", "aliased backref declarative_base joinedload mapped_column registry relationship selectinload", Known()),
    **each("sqlalchemy.engine", "URL", Known()),
    **each("sqlalchemy.engine.url", "URL make_url", Known()),
    **each("sqlalchemy.ext.declarative", "declarative_base", Known()),
    "sqlalchemy.ext.automap.automap_base": Known(),
}
