"""Alembic's way in: runs the revisions on the connection that duikan.store.database hands over."""

from alembic import context

from duikan.store import journal_models, models
from duikan.store.base import Base

connection = context.config.attributes["connection"]
assert models.Base is journal_models.Base  # both are needed: they fill the metadata
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
)
with context.begin_transaction():
    context.run_migrations()
