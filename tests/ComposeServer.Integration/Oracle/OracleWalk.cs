namespace ComposeServer.Integration.Oracle;

/// <summary>A query that is walked page by page to its end, while documents come and change.</summary>
sealed class OracleWalk
{
    OraclePlace? _place;

    OracleWalk(OracleQuery query) => Query = query;

    public OracleQuery Query { get; }

    /// <summary>Where the next page begins.</summary>
    public string? Cursor { get; private set; }

    public bool IsOver { get; private set; }

    public static OracleWalk Begin(OracleChance chance, OracleScene scene)
    {
        var shape = chance.Roll(30) ? OracleShape.Collection : (OracleShape)(1 + chance.Next(4));
        IReadOnlyList<string> models = shape switch
        {
            OracleShape.Collection or OracleShape.Index => chance.Pick(
                (IReadOnlyList<string>[])
                    [
                        [OracleSchema.Thing],
                        [OracleSchema.Thing],
                        [OracleSchema.Part],
                        [OracleSchema.Thing, OracleSchema.Part],
                    ]
            ),
            OracleShape.AccountList => [chance.Roll(70) ? OracleSchema.Thing : OracleSchema.Part],
            OracleShape.AccountReference => [OracleSchema.Thing],
            _ => [OracleSchema.Part],
        };
        var isGraphQL = shape != OracleShape.Collection;
        var fields = FieldsOf(models, isGraphQL);
        var controller = shape switch
        {
            OracleShape.AccountList => chance.Pick(scene.Accounts),
            OracleShape.Collection or OracleShape.RelationFrom when chance.Roll(25) => chance.Pick(scene.Accounts),
            _ => null,
        };
        (string, string)? related = shape switch
        {
            OracleShape.AccountReference => ("owner", chance.Pick(scene.Accounts)),
            OracleShape.RelationFrom => ("thingID", chance.Pick([.. scene.Things.Take(8)])),
            _ => null,
        };
        return new(
            new(
                shape,
                models,
                controller,
                related,
                chance.Filter(fields, new FilterRules(isGraphQL, scene.Accounts, [.. scene.Things.Take(8)])),
                chance.Sort(fields, isGraphQL),
                chance.Pick([1, 2, 3, 4, 5, 6, 8, 12, 20, 200]),
                chance.Roll(50)
            )
        );
    }

    /// <summary>Compares a page with the oracle's and goes on from it.</summary>
    /// <returns>What is different, or null.</returns>
    public string? Take(OracleModel model, AnsweredPage answered)
    {
        var (page, count) = model.Answer(Query, _place);
        var expected = string.Join(' ', page.Items.Select(document => document.Id[^6..]));
        var got = string.Join(' ', answered.Ids.Select(id => id[^6..]));
        if (
            expected != got
            || (page.HasNext, page.HasPrevious) != (answered.HasNext, answered.HasPrevious)
            || (answered.Count ?? count) != count
        )
            return $"{Query}\nfrom {_place} {string.Join(',', _place?.Values.Select(value => value?.ToJsonString() ?? "null") ?? [])}"
                + $"\nexpected {expected}, next {page.HasNext}, previous {page.HasPrevious}, {count} in all"
                + $"\nbut got  {got}, next {answered.HasNext}, previous {answered.HasPrevious}, {answered.Count} in all";
        IsOver = page.Items.Count == 0 || !(Query.Backward ? page.HasPrevious : page.HasNext);
        if (!IsOver)
        {
            var edge = Query.Backward ? 0 : page.Items.Count - 1;
            (_place, Cursor) = (OracleModel.Of(Query, page.Items[edge]), answered.Cursors[edge]);
        }

        return null;
    }

    /// <summary>GraphQL compares what is indexed, of an interface what it has; the node API whatever one of the models has.</summary>
    static IReadOnlyList<OracleField> FieldsOf(IReadOnlyList<string> models, bool isGraphQL)
    {
        if (!isGraphQL)
            return [.. models.SelectMany(model => OracleSchema.Fields[model]).DistinctBy(field => field.Name)];
        var model = models.Count > 1 ? OracleSchema.Named : models[0];
        return [.. OracleSchema.Fields[model].Where(field => field.IsIndexed)];
    }
}
