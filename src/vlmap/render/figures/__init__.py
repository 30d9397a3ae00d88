"""Pictures drawn from the catalog: where each mark stands. Templates turn them into SVG; nothing here renders."""
