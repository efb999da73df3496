namespace ComposeServer.Composites.Review;

/// <summary>What can change between two composites. Stable words; which of them break is said by <see cref="CompositeChange.IsBreaking"/>.</summary>
public static class ChangeCode
{
    /// <summary>A model is there no longer.</summary>
    public const string ModelRemoved = "MODEL_REMOVED";

    /// <summary>A model of the same name is another stream: documents of the old one are not among those of the new.</summary>
    public const string ModelReplaced = "MODEL_REPLACED";

    /// <summary>The same model goes by another name.</summary>
    public const string ModelRenamed = "MODEL_RENAMED";

    /// <summary>A model is new.</summary>
    public const string ModelAdded = "MODEL_ADDED";

    /// <summary>A model has another description.</summary>
    public const string DescriptionChanged = "DESCRIPTION_CHANGED";

    /// <summary>A model is an interface now, or is one no longer.</summary>
    public const string KindChanged = "MODEL_KIND_CHANGED";

    /// <summary>How many documents an account may have, or by which fields they are told apart.</summary>
    public const string AccountRelationChanged = "ACCOUNT_RELATION_CHANGED";

    /// <summary>A model implements an interface no longer.</summary>
    public const string InterfaceDropped = "INTERFACE_DROPPED";

    /// <summary>A model implements one more interface.</summary>
    public const string InterfaceAdded = "INTERFACE_ADDED";

    /// <summary>A field is there no longer.</summary>
    public const string FieldRemoved = "FIELD_REMOVED";

    /// <summary>A field is new. It breaks when it is required.</summary>
    public const string FieldAdded = "FIELD_ADDED";

    /// <summary>A field holds values of another type.</summary>
    public const string FieldTypeChanged = "FIELD_TYPE_CHANGED";

    /// <summary>A field may be left out no longer.</summary>
    public const string FieldRequired = "FIELD_REQUIRED";

    /// <summary>A field may be left out now.</summary>
    public const string FieldOptional = "FIELD_OPTIONAL";

    /// <summary>A field keeps its first value now.</summary>
    public const string FieldImmutable = "FIELD_IMMUTABLE";

    /// <summary>A field may be changed now.</summary>
    public const string FieldMutable = "FIELD_MUTABLE";

    /// <summary>A length, size or number of items is allowed no longer.</summary>
    public const string BoundNarrowed = "BOUND_NARROWED";

    /// <summary>More lengths, sizes or numbers of items are allowed.</summary>
    public const string BoundWidened = "BOUND_WIDENED";

    /// <summary>Another rule on a field's values: a pattern, a format.</summary>
    public const string RuleChanged = "RULE_CHANGED";

    /// <summary>An enum or embedded type has another name.</summary>
    public const string TypeRenamed = "TYPE_RENAMED";

    /// <summary>A value of an enum is there no longer.</summary>
    public const string EnumValueRemoved = "ENUM_VALUE_REMOVED";

    /// <summary>A value of an enum is new.</summary>
    public const string EnumValueAdded = "ENUM_VALUE_ADDED";

    /// <summary>A field refers to accounts or documents no longer.</summary>
    public const string RelationRemoved = "RELATION_REMOVED";

    /// <summary>A field refers to accounts or documents now.</summary>
    public const string RelationAdded = "RELATION_ADDED";

    /// <summary>A field refers to something else.</summary>
    public const string RelationChanged = "RELATION_CHANGED";

    /// <summary>A view is there no longer.</summary>
    public const string ViewRemoved = "VIEW_REMOVED";

    /// <summary>A view is new.</summary>
    public const string ViewAdded = "VIEW_ADDED";

    /// <summary>A view shows something else.</summary>
    public const string ViewChanged = "VIEW_CHANGED";

    /// <summary>An index is there no longer: queries that filter and sort by its fields are refused or slow.</summary>
    public const string IndexRemoved = "INDEX_REMOVED";

    /// <summary>An index is new.</summary>
    public const string IndexAdded = "INDEX_ADDED";
}
