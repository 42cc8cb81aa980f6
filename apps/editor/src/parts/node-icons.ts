import type { Icon } from '@tabler/icons-react';
import IconAbc from '@tabler/icons-react/dist/esm/icons/IconAbc.mjs';
import IconAlertOctagon from '@tabler/icons-react/dist/esm/icons/IconAlertOctagon.mjs';
import IconApi from '@tabler/icons-react/dist/esm/icons/IconApi.mjs';
import IconArrowsDiff from '@tabler/icons-react/dist/esm/icons/IconArrowsDiff.mjs';
import IconArrowsSplit from '@tabler/icons-react/dist/esm/icons/IconArrowsSplit.mjs';
import IconBell from '@tabler/icons-react/dist/esm/icons/IconBell.mjs';
import IconBinary from '@tabler/icons-react/dist/esm/icons/IconBinary.mjs';
import IconBinaryTree from '@tabler/icons-react/dist/esm/icons/IconBinaryTree.mjs';
import IconBolt from '@tabler/icons-react/dist/esm/icons/IconBolt.mjs';
import IconBraces from '@tabler/icons-react/dist/esm/icons/IconBraces.mjs';
import IconCalendar from '@tabler/icons-react/dist/esm/icons/IconCalendar.mjs';
import IconCalendarTime from '@tabler/icons-react/dist/esm/icons/IconCalendarTime.mjs';
import IconClock from '@tabler/icons-react/dist/esm/icons/IconClock.mjs';
import IconClockPause from '@tabler/icons-react/dist/esm/icons/IconClockPause.mjs';
import IconCloudDownload from '@tabler/icons-react/dist/esm/icons/IconCloudDownload.mjs';
import IconCode from '@tabler/icons-react/dist/esm/icons/IconCode.mjs';
import IconCopyOff from '@tabler/icons-react/dist/esm/icons/IconCopyOff.mjs';
import IconCpu from '@tabler/icons-react/dist/esm/icons/IconCpu.mjs';
import IconCsv from '@tabler/icons-react/dist/esm/icons/IconCsv.mjs';
import IconCursorText from '@tabler/icons-react/dist/esm/icons/IconCursorText.mjs';
import IconCut from '@tabler/icons-react/dist/esm/icons/IconCut.mjs';
import IconDatabase from '@tabler/icons-react/dist/esm/icons/IconDatabase.mjs';
import IconFile from '@tabler/icons-react/dist/esm/icons/IconFile.mjs';
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import IconFileTypeHtml from '@tabler/icons-react/dist/esm/icons/IconFileTypeHtml.mjs';
import IconFileTypeXml from '@tabler/icons-react/dist/esm/icons/IconFileTypeXml.mjs';
import IconFilter from '@tabler/icons-react/dist/esm/icons/IconFilter.mjs';
import IconFilterOff from '@tabler/icons-react/dist/esm/icons/IconFilterOff.mjs';
import IconFingerprint from '@tabler/icons-react/dist/esm/icons/IconFingerprint.mjs';
import IconForms from '@tabler/icons-react/dist/esm/icons/IconForms.mjs';
import IconGitBranch from '@tabler/icons-react/dist/esm/icons/IconGitBranch.mjs';
import IconGitCompare from '@tabler/icons-react/dist/esm/icons/IconGitCompare.mjs';
import IconGitMerge from '@tabler/icons-react/dist/esm/icons/IconGitMerge.mjs';
import IconHash from '@tabler/icons-react/dist/esm/icons/IconHash.mjs';
import IconHourglass from '@tabler/icons-react/dist/esm/icons/IconHourglass.mjs';
import IconHtml from '@tabler/icons-react/dist/esm/icons/IconHtml.mjs';
import IconJson from '@tabler/icons-react/dist/esm/icons/IconJson.mjs';
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs';
import IconLink from '@tabler/icons-react/dist/esm/icons/IconLink.mjs';
import IconList from '@tabler/icons-react/dist/esm/icons/IconList.mjs';
import IconListDetails from '@tabler/icons-react/dist/esm/icons/IconListDetails.mjs';
import IconListNumbers from '@tabler/icons-react/dist/esm/icons/IconListNumbers.mjs';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import IconMathFunction from '@tabler/icons-react/dist/esm/icons/IconMathFunction.mjs';
import IconMessage from '@tabler/icons-react/dist/esm/icons/IconMessage.mjs';
import IconMessageReply from '@tabler/icons-react/dist/esm/icons/IconMessageReply.mjs';
import IconPencil from '@tabler/icons-react/dist/esm/icons/IconPencil.mjs';
import IconPlayerPause from '@tabler/icons-react/dist/esm/icons/IconPlayerPause.mjs';
import IconPlayerPlay from '@tabler/icons-react/dist/esm/icons/IconPlayerPlay.mjs';
import IconRefresh from '@tabler/icons-react/dist/esm/icons/IconRefresh.mjs';
import IconRepeat from '@tabler/icons-react/dist/esm/icons/IconRepeat.mjs';
import IconRobot from '@tabler/icons-react/dist/esm/icons/IconRobot.mjs';
import IconRotateClockwise from '@tabler/icons-react/dist/esm/icons/IconRotateClockwise.mjs';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import IconServer2 from '@tabler/icons-react/dist/esm/icons/IconServer2.mjs';
import IconShieldLock from '@tabler/icons-react/dist/esm/icons/IconShieldLock.mjs';
import IconSitemap from '@tabler/icons-react/dist/esm/icons/IconSitemap.mjs';
import IconSortAscending from '@tabler/icons-react/dist/esm/icons/IconSortAscending.mjs';
import IconStack2 from '@tabler/icons-react/dist/esm/icons/IconStack2.mjs';
import IconSubtask from '@tabler/icons-react/dist/esm/icons/IconSubtask.mjs';
import IconSum from '@tabler/icons-react/dist/esm/icons/IconSum.mjs';
import IconTable from '@tabler/icons-react/dist/esm/icons/IconTable.mjs';
import IconTags from '@tabler/icons-react/dist/esm/icons/IconTags.mjs';
import IconTemplate from '@tabler/icons-react/dist/esm/icons/IconTemplate.mjs';
import IconTextSize from '@tabler/icons-react/dist/esm/icons/IconTextSize.mjs';
import IconTransform from '@tabler/icons-react/dist/esm/icons/IconTransform.mjs';
import IconTypography from '@tabler/icons-react/dist/esm/icons/IconTypography.mjs';
import IconVariable from '@tabler/icons-react/dist/esm/icons/IconVariable.mjs';
import IconWebhook from '@tabler/icons-react/dist/esm/icons/IconWebhook.mjs';
import IconWorld from '@tabler/icons-react/dist/esm/icons/IconWorld.mjs';
import IconWorldWww from '@tabler/icons-react/dist/esm/icons/IconWorldWww.mjs';

/** Icons that node types may name, by Tabler's own names. A type that names another one gets its category's. */
export const nodeIcons: Readonly<Record<string, Icon>> = {
  abc: IconAbc,
  'alert-octagon': IconAlertOctagon,
  api: IconApi,
  'arrows-diff': IconArrowsDiff,
  'arrows-split': IconArrowsSplit,
  bell: IconBell,
  binary: IconBinary,
  'binary-tree': IconBinaryTree,
  bolt: IconBolt,
  braces: IconBraces,
  calendar: IconCalendar,
  'calendar-time': IconCalendarTime,
  clock: IconClock,
  'clock-pause': IconClockPause,
  'cloud-download': IconCloudDownload,
  code: IconCode,
  'copy-off': IconCopyOff,
  cpu: IconCpu,
  csv: IconCsv,
  'cursor-text': IconCursorText,
  cut: IconCut,
  database: IconDatabase,
  file: IconFile,
  'file-text': IconFileText,
  'file-type-html': IconFileTypeHtml,
  'file-type-xml': IconFileTypeXml,
  filter: IconFilter,
  'filter-off': IconFilterOff,
  fingerprint: IconFingerprint,
  forms: IconForms,
  'git-branch': IconGitBranch,
  'git-compare': IconGitCompare,
  'git-merge': IconGitMerge,
  hash: IconHash,
  hourglass: IconHourglass,
  html: IconHtml,
  json: IconJson,
  key: IconKey,
  link: IconLink,
  list: IconList,
  'list-details': IconListDetails,
  'list-numbers': IconListNumbers,
  lock: IconLock,
  mail: IconMail,
  'math-function': IconMathFunction,
  message: IconMessage,
  'message-reply': IconMessageReply,
  pencil: IconPencil,
  'player-pause': IconPlayerPause,
  'player-play': IconPlayerPlay,
  refresh: IconRefresh,
  repeat: IconRepeat,
  robot: IconRobot,
  'rotate-clockwise': IconRotateClockwise,
  send: IconSend,
  'server-2': IconServer2,
  'shield-lock': IconShieldLock,
  sitemap: IconSitemap,
  'sort-ascending': IconSortAscending,
  'stack-2': IconStack2,
  subtask: IconSubtask,
  sum: IconSum,
  table: IconTable,
  tags: IconTags,
  template: IconTemplate,
  'text-size': IconTextSize,
  transform: IconTransform,
  typography: IconTypography,
  variable: IconVariable,
  webhook: IconWebhook,
  world: IconWorld,
  'world-www': IconWorldWww,
};
