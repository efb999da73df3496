namespace ComposeServer.Composites.Runtime;

/// <summary>Turns the view of a model or composite into a field.</summary>
static class RuntimeView
{
    public static RuntimeField.View Read(JsonPlace view)
    {
        var type = view.Member("type").Text();
        return type switch
        {
            "documentAccount" => new RuntimeField.DocumentAccount(),
            "documentVersion" => new RuntimeField.DocumentVersion(),
            "relationDocument" => Relation(view, RelationSource.Document),
            "relationFrom" => Relation(view, RelationSource.QueryConnection),
            "relationCountFrom" => Relation(view, RelationSource.QueryCount),
            "relationSetFrom" => Relation(view, RelationSource.Set),
            _ => throw CompositeException.Because(CompositeErrorCode.RuntimeInvalid, $"Unsupported view type: {type}"),
        };
    }

    static RuntimeField.Relation Relation(JsonPlace view, RelationSource source)
    {
        var model = view.Optional("model") is { IsNull: false } named ? named.Text() : null;
        if (model is null && source != RelationSource.Document)
        {
            throw CompositeException.Because(
                CompositeErrorCode.RuntimeInvalid,
                $"Missing model for {RelationSourceWord.Of(source)} relation view"
            );
        }
        return new(source, model, view.Member("property").Text());
    }
}
