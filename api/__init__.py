"""HTTP: serializers, views and problems. Translates; decides nothing."""
