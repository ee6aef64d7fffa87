import { replaceStringParameters, TranslatableString } from '@rjsf/utils';

const words: Partial<Record<TranslatableString, string>> = {
  [TranslatableString.ArrayItemTitle]: '项',
  [TranslatableString.MissingItems]: '没有定义列表的内容',
  [TranslatableString.EmptyArray]: '还没有内容',
  [TranslatableString.YesLabel]: '是',
  [TranslatableString.NoLabel]: '否',
  [TranslatableString.CloseLabel]: '关闭',
  [TranslatableString.ErrorsLabel]: '需要改正',
  [TranslatableString.NewStringDefault]: '新内容',
  [TranslatableString.AddButton]: '添加',
  [TranslatableString.AddItemButton]: '添加一项',
  [TranslatableString.CopyButton]: '复制',
  [TranslatableString.MoveDownButton]: '下移',
  [TranslatableString.MoveUpButton]: '上移',
  [TranslatableString.RemoveButton]: '删除',
  [TranslatableString.NowLabel]: '现在',
  [TranslatableString.ClearLabel]: '清除',
  [TranslatableString.ClearButton]: '清除',
  [TranslatableString.AriaDateLabel]: '选择日期',
  [TranslatableString.PreviewLabel]: '预览',
  [TranslatableString.DecrementAriaLabel]: '减 1',
  [TranslatableString.IncrementAriaLabel]: '加 1',
  [TranslatableString.OptionalObjectAdd]: '填写这一部分',
  [TranslatableString.OptionalObjectRemove]: '不填这一部分',
  [TranslatableString.OptionalObjectEmptyMsg]: '未填',
  [TranslatableString.OptionPrefix]: '选项 %1',
  [TranslatableString.TitleOptionPrefix]: '%1 选项 %2',
  [TranslatableString.UnknownFieldType]: '这种内容还不能填写：%1',
  [TranslatableString.UnsupportedField]: '这种内容还不能填写',
};

/** What react-jsonschema-form says by itself, in Chinese. */
export function translateString(text: TranslatableString, params?: string[]): string {
  return replaceStringParameters(words[text] ?? '这一项不能显示，请告诉管理员', params);
}
