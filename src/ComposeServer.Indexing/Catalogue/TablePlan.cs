using ComposeServer.Streams.Models;

namespace ComposeServer.Indexing.Catalogue;

/// <summary>What a request asks for beyond what is there: pure, so that every server decides alike.</summary>
/// <param name="Model">The model's entry while the request is carried out.</param>
/// <param name="IsNewTable">True when the model has no table yet.</param>
public sealed record TablePlan(
    IndexedModel Model,
    bool IsNewTable,
    IReadOnlyList<IndexedColumn> NewColumns,
    IReadOnlyList<DeclaredIndex> NewIndices,
    bool IsNothingNew
)
{
    /// <summary>Indices of one model. Each costs every write.</summary>
    public const int IndicesMax = 20;

    /// <summary>Fields of one index.</summary>
    public const int FieldsMax = 8;

    /// <exception cref="IndexingException">An index names a field that is not there or cannot be compared.</exception>
    public static TablePlan For(IndexRequest request, ModelDefinition definition, IndexCatalogue catalogue)
    {
        var present = catalogue.Models.FirstOrDefault(model => model.Model == request.Model);
        var columns = present is null ? Relations(definition) : [.. present.Columns];
        var indices = present is null ? [] : present.Indices.ToList();
        foreach (var fields in request.Indices)
            Add(fields, definition, columns, indices);
        if (indices.Count > IndicesMax)
            throw new IndexingException(
                IndexingCode.TooManyIndices,
                $"Model {request.Model} may have {IndicesMax} indices, asked for {indices.Count}"
            );

        var model = new IndexedModel(
            present?.TableNo ?? catalogue.Models.Select(other => other.TableNo).DefaultIfEmpty().Max() + 1,
            request.Model,
            definition,
            columns,
            indices,
            // A table that is complete stays readable while an index is added to it.
            present?.State == IndexState.Live
                ? IndexState.Live
                : IndexState.Backfilling
        );
        IReadOnlyList<IndexedColumn> newColumns = [.. columns.Skip(present?.Columns.Count ?? 0)];
        IReadOnlyList<DeclaredIndex> newIndices = [.. indices.Skip(present?.Indices.Count ?? 0)];
        var nothingNew = model.IsComplete;
        return new(model, present is null, newColumns, newIndices, nothingNew);
    }

    static List<IndexedColumn> Relations(ModelDefinition definition)
    {
        var columns = new List<IndexedColumn>();
        foreach (var (field, relation) in definition.Relations)
        {
            CheckName(field, definition);
            var kind = relation is ModelRelation.Account ? ColumnKind.Account : ColumnKind.Document;
            columns.Add(new(columns.Count + 1, field, kind, ColumnType.Reference));
        }

        return columns;
    }

    static void Add(
        IReadOnlyList<string> fields,
        ModelDefinition definition,
        List<IndexedColumn> columns,
        List<DeclaredIndex> indices
    )
    {
        if (fields.Count is 0 or > FieldsMax)
            throw new IndexingException(
                IndexingCode.InvalidIndex,
                $"An index has 1 to {FieldsMax} fields, found {fields.Count}"
            );
        var numbers = new List<int>();
        foreach (var field in fields)
        {
            var column = columns.Find(candidate => candidate.Kind == ColumnKind.Key && candidate.Field == field);
            if (column is null)
                columns.Add(column = new(columns.Count + 1, field, ColumnKind.Key, TypeOf(field, definition)));
            numbers.Add(column.No);
        }

        if (!indices.Exists(index => index.Columns.SequenceEqual(numbers)))
            indices.Add(new(indices.Count + 1, numbers, IndexState.Backfilling));
    }

    /// <summary>Postgres holds no text with U+0000, so neither does the catalogue.</summary>
    static void CheckName(string field, ModelDefinition definition)
    {
        if (field.Contains('\0'))
            throw new IndexingException(
                IndexingCode.InvalidIndex,
                $"A field of model {definition.Name} has U+0000 in its name and cannot be indexed"
            );
    }

    static ColumnType TypeOf(string field, ModelDefinition definition)
    {
        CheckName(field, definition);
        var found =
            FieldType.Of(definition, field)
            ?? throw new IndexingException(
                IndexingCode.InvalidIndex,
                $"Field '{field}' is not a property of model {definition.Name}"
            );
        return found.Type
            ?? throw new IndexingException(
                IndexingCode.InvalidIndex,
                $"Field '{field}' of model {definition.Name} is of type {found.Word} and cannot be indexed"
            );
    }
}
